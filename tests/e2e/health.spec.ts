import { expect, test } from "@/tests/support/e2e";

test("a new Keyholder answers, is ready, and lets nobody in without a passkey", async ({ page, request }) => {
  expect((await request.get("/api/health/live")).status()).toBe(200);
  const ready = await request.get("/api/health/ready");
  expect(await ready.json()).toEqual({ status: "ok", database: "reachable", migrations: "current" });

  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});
