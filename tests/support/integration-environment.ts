import { inject } from "vitest";
import { cloneTemplate } from "./test-server";

// Runs before each test file is loaded: what the project's modules read of the environment stands here.
process.env.DATABASE_URL = await cloneTemplate(inject("testServer"), `w${process.env.VITEST_POOL_ID ?? "0"}`);
