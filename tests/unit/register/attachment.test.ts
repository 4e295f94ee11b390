import { expect, it } from "vitest";
import { attachment } from "@/lib/register/attachment";

it("names a download whole and safely, whatever the file is called", () => {
  expect(attachment("users.png")).toBe(`attachment; filename="users.png"; filename*=UTF-8''users.png`);
  expect(attachment('a"; x=\r\n.png')).toBe(
    `attachment; filename="a__ x___.png"; filename*=UTF-8''a%22%3B%20x%3D%0D%0A.png`,
  );
  expect(attachment("Žádost (1)'.pdf")).toContain("filename*=UTF-8''%C5%BD%C3%A1dost%20%281%29%27.pdf");
});
