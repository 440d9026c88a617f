type ActionProps = {
  label: string;
  href: string;
  /** Why it cannot be done now: it stays, can be reached by keyboard, and says so. */
  whyNot: string | undefined;
  /** One of many of its kind: a link, that looks like one. */
  isQuiet?: boolean;
  /** What it is called for who sees only it. */
  fullName?: string | undefined;
};

/** What can be done here, as a link to the page where it is done. */
export function Action({ label, href, whyNot, isQuiet, fullName }: ActionProps) {
  const look = isQuiet ? undefined : 'button';
  if (whyNot === undefined)
    return (
      <a class={look} href={href} aria-label={fullName}>
        {label}
      </a>
    );
  const id = `why-not-${href}`;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: an element of a link that leads nowhere cannot be reached by keyboard */}
      <span
        class={look}
        role="link"
        aria-disabled="true"
        tabIndex={0}
        aria-label={fullName}
        aria-describedby={id}
      >
        {label}
      </span>
      <small class="why" id={id}>
        {whyNot}
      </small>
    </>
  );
}
