import { globSync, readFileSync } from "node:fs";
import type { Command } from "@/lib/command";

/** Every command that there is, by name: found in the files, so that a new one cannot be forgotten. */
export async function allCommands(): Promise<Command[]> {
  const files = globSync("lib/**/*.ts").filter((file) => readFileSync(file, "utf8").includes("command({"));
  const modules = await Promise.all(files.map((file) => import(`@/${file.replace(/\.ts$/u, "")}`)));
  return modules
    .flatMap((module) => Object.values<unknown>(module).filter(isCommand))
    .toSorted((a, b) => a.commandName.localeCompare(b.commandName));
}

function isCommand(value: unknown): value is Command {
  return typeof value === "function" && "commandName" in value;
}
