import type { Reader } from "@/lib/db";

/** The setting that says that a database holds the demo studio. */
export const DEMO_SETTING = "studio.demo";

/** Whether the database was filled with the demo studio: then every page has to say so, however it is started. */
export async function isDemo(reader: Reader): Promise<boolean> {
  return (await reader.setting.findUnique({ where: { key: DEMO_SETTING } })) !== null;
}
