/** A link to where something is done. Where it cannot be done it stays, can be reached, and says why. */
export function Way(props: {
  address: string;
  title: string;
  why: string | undefined;
  label?: string | undefined;
  isButton?: true;
}) {
  const { address, title, why, label, isButton } = props;
  const look = isButton && 'button';
  if (why === undefined)
    return (
      <a class={look} href={address} aria-label={label}>
        {title}
      </a>
    );
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a link without an address cannot be reached */}
      <span class={look} role="link" aria-disabled="true" tabIndex={0}>
        {title}
      </span>
      <small>{why}</small>
    </>
  );
}
