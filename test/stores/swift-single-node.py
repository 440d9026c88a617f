"""OpenStack Swift in one process on loopback, made from Debian's python3-swift. For tests only.

usage: swift-single-node.py DIR PROXY_PORT OBJECT_PORT CONTAINER_PORT ACCOUNT_PORT ACCOUNT CONTAINER TEMP_URL_KEY

Objects stay in memory; account and container databases and the rings lie in DIR. There is no authentication service:
requests without a TempURL are served to anybody, those with one are judged by Swift's own TempURL middleware.
Prints "ready" once the account has its key and the container exists, and ends when its standard input is closed.
"""
import logging
import os
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402
from eventlet.hubs import trampoline  # noqa: E402
from swift.common import ring, utils  # noqa: E402
from swift.common.wsgi import loadapp  # noqa: E402
from swift.container import server as container_server  # noqa: E402
from swift.account import server as account_server  # noqa: E402
from swift.obj import mem_server  # noqa: E402
from urllib.request import Request, urlopen  # noqa: E402

directory, account, container, temp_url_key = sys.argv[1], *sys.argv[6:9]
proxy_port, object_port, container_port, account_port = map(int, sys.argv[2:6])

# In place of /etc/swift/swift.conf: hash paths need a suffix, and this one protects nothing.
utils.HASH_PATH_PREFIX, utils.HASH_PATH_SUFFIX = b"test", b"test"
utils.SWIFT_CONF_FILE = os.path.join(directory, "swift.conf")
with open(utils.SWIFT_CONF_FILE, "w") as conf:
    conf.write("[swift-hash]\nswift_hash_path_suffix = test\n")

for name, port in ("object", object_port), ("container", container_port), ("account", account_port):
    builder = ring.RingBuilder(part_power=1, replicas=1, min_part_hours=0)
    builder.add_dev({"region": 1, "zone": 1, "weight": 1, "ip": "127.0.0.1", "port": port, "device": "disk"})
    builder.rebalance()
    builder.get_ring().save(os.path.join(directory, name + ".ring.gz"))
os.makedirs(os.path.join(directory, "disk"))

proxy_conf = os.path.join(directory, "proxy.conf")
with open(proxy_conf, "w") as conf:
    conf.write(f"""[DEFAULT]
swift_dir = {directory}
[pipeline:main]
pipeline = catch_errors gatekeeper tempurl copy proxy-server
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:tempurl]
use = egg:swift#tempurl
allowed_digests = sha1 sha256 sha512
[filter:copy]
use = egg:swift#copy
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
""")

storage = {"devices": directory, "mount_check": "false", "swift_dir": directory}
quiet = logging.getLogger("swift-single-node")
quiet.addHandler(logging.NullHandler())
quiet.propagate = False


def serve(port, application):
    sock = eventlet.listen(("127.0.0.1", port))
    eventlet.spawn(wsgi.server, sock, application, log=quiet, log_output=False, keepalive=True)


serve(object_port, mem_server.ObjectController(storage))
serve(container_port, container_server.ContainerController(storage))
serve(account_port, account_server.AccountController(storage))
serve(proxy_port, loadapp(proxy_conf))


def ask(method, path, headers):
    urlopen(Request(f"http://127.0.0.1:{proxy_port}/v1/{account}{path}", method=method, headers=headers)).close()


ask("PUT", f"/{container}", {})
ask("POST", "", {"X-Account-Meta-Temp-URL-Key": temp_url_key})
print("ready", flush=True)
while True:
    trampoline(0, read=True)  # a plain read would stop the servers as well
    if not os.read(0, 1024):
        break
