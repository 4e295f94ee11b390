const WIDTH = 14;

/**
 * Numbered, named steps, each with its outcome and its duration.
 * @param {readonly string[]} names
 */
export function createSteps(names) {
  let number = 0;
  const label = () => `${String(number).padStart(2)}/${names.length}`;
  return {
    /** @param {string} line progress within a step */
    say: (line) => console.log(`${" ".repeat(label().length)}  ${line}`),
    /**
     * Runs the next step and prints what it gives back.
     * @template {{ toString(): string } | string} T
     * @param {string} name
     * @param {() => T | Promise<T>} work
     * @returns {Promise<T>}
     */
    async run(name, work) {
      number = names.indexOf(name) + 1;
      const began = performance.now();
      try {
        const outcome = await work();
        console.log(`${label()}  ${name.padEnd(WIDTH)}${outcome}  ${seconds(began)}`);
        return outcome;
      } catch (error) {
        console.log(`${label()}  ${name.padEnd(WIDTH)}stopped  ${seconds(began)}`);
        throw error;
      }
    },
  };
}

/** @param {number} began */
export const seconds = (began) => `(${((performance.now() - began) / 1000).toFixed(1)} s)`;

export const startSteps = createSteps([
  "Dependencies",
  "Client",
  "Database",
  "Migrations",
  "Catalogue",
  "Build",
  "Server",
]);
