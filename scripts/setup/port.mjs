import { createServer } from "node:net";
import { until } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";

/**
 * The port to serve on: `PORT`, or 3000. Throws a Refusal when it is none, or is in use.
 * @returns {Promise<number>}
 */
export async function servingPort() {
  const wished = process.env.PORT || "3000";
  const port = Number(wished);
  if (!/^\d+$/.test(wished) || port < 1 || port > 65_535) {
    throw new Refusal(`PORT is "${wished}", which is no port: give a number from 1 to 65535.`);
  }
  let code = "";
  const isFree = await until(1_000, async () => {
    code = await listenOnce(port);
    return code === "";
  });
  if (isFree) return port;
  if (code === "EACCES")
    throw new Refusal(
      `Port ${port} is kept for the administrator of this machine: choose one above 1023 with PORT.`,
    );
  throw new Refusal(
    `Port ${port} is already in use: stop the program that uses it, or choose another with PORT, as in PORT=3001 npm start.`,
  );
}

/** @param {number} port @returns {Promise<string>} the error's code, or nothing */
function listenOnce(port) {
  return new Promise((done) => {
    const server = createServer();
    server.on("error", (error) => done("code" in error ? String(error.code) : "unknown"));
    server.listen(port, () => server.close(() => done("")));
  });
}
