/** Options of Node under which the program runs. */
export const nodeOptions: readonly string[];
