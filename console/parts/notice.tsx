import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

type NoticeProps = {
  kind: 'good' | 'warn' | 'bad';
  title: string;
  /** Something has just happened: it is read out, and takes the focus. */
  isAlert?: boolean;
  children?: ComponentChildren;
};

/** What matters on this page now. */
export function Notice({ kind, title, isAlert = false, children }: NoticeProps) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAlert) notice.current?.focus();
  }, [isAlert]);
  return (
    <div
      class={`notice ${kind}`}
      ref={notice}
      {...(isAlert ? { role: kind === 'good' ? 'status' : 'alert', tabIndex: -1 } : {})}
    >
      <h2>{title}</h2>
      {children}
    </div>
  );
}
