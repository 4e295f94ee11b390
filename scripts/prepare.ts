/**
 * What a database needs after its migrations, before the first page: the platform catalogue, and with `--demo`
 * the demo studio. Runs at every start, so each part does nothing the second time. Gives lines for the person at
 * the shell, printed once the server answers.
 */
export async function prepare(_options: { demo: boolean }): Promise<string[]> {
  return [];
}
