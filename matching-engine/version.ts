/** Changes whenever the same problem and seed could give another answer. */
export const engineVersion = '1.2.0'
