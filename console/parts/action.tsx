type ActionProps = {
  label: string;
  href: string;
  /** Why it cannot be done now: it stays, can be reached by keyboard, and says so. */
  whyNot: string | undefined;
};

/** What can be done here, as a link to the page where it is done. */
export function Action({ label, href, whyNot }: ActionProps) {
  if (whyNot === undefined)
    return (
      <a class="button" href={href}>
        {label}
      </a>
    );
  const id = `why-not-${href}`;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: an element of a link that leads nowhere cannot be reached by keyboard */}
      <span class="button" role="link" aria-disabled="true" tabIndex={0} aria-describedby={id}>
        {label}
      </span>
      <span class="why" id={id}>
        {whyNot}
      </span>
    </>
  );
}
