import { z } from "zod";

/** A password as it was typed, whatever it is: only the rule for a new one looks at it. This bounds what is read. */
export const typedPassword = () => z.string().min(1, "Fill this in.").max(1000, "This is too long.");
