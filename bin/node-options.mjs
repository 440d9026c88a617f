// Without bounds V8 lets garbage of short requests grow to hundreds of megabytes before it looks; see
// docs/explanation/performance.md for what these cost and save.
export const nodeOptions = ['--max-old-space-size=512', '--max-semi-space-size=4'];
