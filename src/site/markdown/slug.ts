/** The anchor that GitHub makes from a heading, so that links within the repository lead to the same place here. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** Slugs of one page: a second heading of the same words gets a number, as on GitHub. */
export function createSlugs(): (heading: string) => string {
  const uses = new Map<string, number>();
  return (heading) => {
    const slug = slugOf(heading);
    const used = uses.get(slug) ?? 0;
    uses.set(slug, used + 1);
    return used === 0 ? slug : `${slug}-${used}`;
  };
}
