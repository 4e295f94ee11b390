import { z } from "zod";
import { id, optional } from "@/lib/input";

/** The token with which a connection calls. */
export const tokenId = () => id();

/** What was sent, as it was sent: its JSON is read by the protocol, in SCIM's own errors. */
export const body = () => z.string().max(1_000_000);

/** A header or a parameter that was sent, or null. */
export const sent = () => optional(z.string().max(10_000));
