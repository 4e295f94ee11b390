import { randomBytes } from "node:crypto";
import { type Actor, personActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { makeSession, type World } from "./world";

type Contact = { contactId: string; accountId: string; actor: Actor };

/** Who speaks for the clients of the world and may sign in to their rooms: Carla at Kite, Nils at Northwind. */
export async function makeContacts({ kite, northwind }: World): Promise<{ carla: Contact; nils: Contact }> {
  return {
    carla: await makeContact(kite.id, "Carla Kite"),
    nils: await makeContact(northwind.id, "Nils North"),
  };
}

/** A contact of a client with an account and a session of their own. */
export async function makeContact(clientId: string, name: string): Promise<Contact> {
  const email = `${name.toLowerCase().replace(" ", ".")}@client.example`;
  const { id: contactId } = await db.clientContact.create({ data: { clientId, name, email } });
  const { id: accountId } = await db.account.create({
    data: { contactId, roles: ["client_contact"], userHandle: new Uint8Array(randomBytes(64)) },
  });
  const sessionId = await makeSession(accountId);
  const who = { personId: null, contactId, clientId, accountId, sessionId, name, ip: "127.0.0.1" };
  return { contactId, accountId, actor: personActor({ ...who, roles: ["client_contact"] }) };
}
