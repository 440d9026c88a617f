#!/bin/bash
# A Ceph cluster of one monitor, one OSD in memory and one RADOS gateway (S3 and Swift) on loopback, made from Debian's
# packages, without systemd and without a manager daemon. For tests only: everything lies below DIR.
#
# CEPH_OBJECTSTORE=bluestore keeps objects on disk, for benchmarks.
#
# usage: ceph-single-node.sh DIR MON_PORT MON_LEGACY_PORT RGW_PORT ACCESS_KEY SECRET_KEY TEMP_URL_KEY
#
# Prints "ready" once the gateway answers, and lives as long as its standard input is open: when the caller ends, in
# whatever way, the daemons end with it.
set -euo pipefail
dir=$1 mon_port=$2 mon_legacy_port=$3 rgw_port=$4 access_key=$5 secret_key=$6 temp_url_key=$7

monitor="[v2:127.0.0.1:$mon_port,v1:127.0.0.1:$mon_legacy_port]"
cluster_id=$(cat /proc/sys/kernel/random/uuid)
mkdir -p "$dir"/{mon,osd,rgw,run,log}
export CEPH_CONF=$dir/ceph.conf

# One copy of everything on one OSD, and a monitor that does not wait for others before it decides.
# cephx stays on: with authentication off the gateway hangs.
# Relaxed names: strict S3 naming refuses the underscore of ambulatory_contracts.
cat > "$CEPH_CONF" <<CONF
[global]
fsid = $cluster_id
mon host = $monitor
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
auth allow insecure global id reclaim = false
paxos propose interval = 0.05
paxos min wait = 0.01
mon allow pool size one = true
mon data avail warn = 1
mgr initial modules =
osd objectstore = ${CEPH_OBJECTSTORE:-memstore}
memstore device bytes = 1073741824
bluestore block size = 8589934592
bluestore fsck on mount = false
osd memory target = 939524096
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
osd crush initial weight = 1
keyring = $dir/keyring
mon data = $dir/mon
osd data = $dir/osd
run dir = $dir/run
crash dir = $dir/run
admin socket = $dir/run/\$name.asok
log file = $dir/log/\$name.log
[client.rgw]
rgw data = $dir/rgw
rgw frontends = beast endpoint=127.0.0.1:$rgw_port tcp_nodelay=1
rgw thread pool size = 16
rgw relaxed s3 bucket names = true
CONF

daemons=()
start() {
  "$@" -f > "$dir/log/$1.out" 2>&1 < /dev/null &
  daemons+=($!)
}
# Memory is all they have: nothing is lost by SIGKILL, and a gateway without its OSD ignores SIGTERM.
trap 'kill -KILL "${daemons[@]}" 2> /dev/null; wait' EXIT

new_key() {
  ceph-authtool "$dir/keyring" "${@:2}" --gen-key --name "$1" --cap mon 'allow *' --cap osd 'allow *' > /dev/null
}
new_key mon. --create-keyring
for client in client.admin osd.0 client.rgw; do new_key $client; done

monmaptool --create --fsid "$cluster_id" --addv a "$monitor" "$dir/monmap" > /dev/null
ceph-mon --mkfs --id a --monmap "$dir/monmap" --keyring "$dir/keyring"
start ceph-mon --id a

osd_id=$(cat /proc/sys/kernel/random/uuid)
timeout 60 ceph osd new "$osd_id" > /dev/null
ceph-osd --id 0 --mkfs --osd-uuid "$osd_id" > /dev/null 2> "$dir/log/mkfs.out"
start ceph-osd --id 0

timeout 120 radosgw-admin user create --uid=judge --display-name=Judge --temp-url-key="$temp_url_key" \
  --access-key="$access_key" --secret-key="$secret_key" > /dev/null
timeout 60 radosgw-admin subuser create --uid=judge --subuser=judge:swift --access=full --key-type=swift \
  --secret-key="$secret_key" > /dev/null
start radosgw --name client.rgw
until (exec 3<> "/dev/tcp/127.0.0.1/$rgw_port") 2> /dev/null; do
  kill -0 "${daemons[-1]}" # fails, and with it the script, when the gateway has died
  sleep 0.05
done
echo ready
cat > /dev/null
