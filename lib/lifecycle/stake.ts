import type { Administrator } from "@/lib/lifecycle/rules/successors";
import type { Capability } from "@/lib/platforms/capabilities";
import type { LookPlace } from "@/lib/register/rules/plan-looks";
import type { GrantState } from "@/prisma/generated/enums";

/** One grant that the person holds or would hold. */
export type StakeKey = {
  grantId: string;
  state: GrantState;
  /** To be granted, and its task is under way or has evidence: somebody may be in already. */
  begun: boolean;
  /** The removal that is under way already, for another reason. */
  removalTaskId: string | null;
  identityId: string | null;
  assetId: string;
  assetName: string;
  externalId: string;
  clientId: string | null;
  clientName: string | null;
  platformId: string;
  platformName: string;
  platformMark: string;
  roleName: string;
  capabilities: Capability[];
};

/** A robot that the person owns, with what it can do. */
export type StakeRobot = { id: string; name: string; capabilities: Capability[]; clientNames: string[] };

/** A login whose secret the person knows. */
export type StakeLogin = {
  id: string;
  address: string;
  capabilities: Capability[];
  clientNames: string[];
  /** When it opens one account only. */
  assetId: string | null;
  clientId: string | null;
  /** Who else knows it and stays, the longest first: they can change it. */
  heirId: string | null;
};

/** An account of which the person is custodian. */
export type StakeCustody = {
  assetId: string;
  assetName: string;
  platformName: string;
  clientId: string | null;
  clientName: string | null;
};

/** A request that waits: for access of their own (it is cancelled), or asked by them for others (handed over). */
export type StakeRequest = {
  id: string;
  number: number;
  clientId: string;
  clientName: string;
  ownItems: number;
  itemsForOthers: number;
  /** For whom, when it is for others. */
  others: string[];
};

/** Work about others that is given to the person. */
export type StakeTask = { id: string; number: number; title: string };

/** An account that the person administers, with everybody who does. */
export type StakeAdministration = {
  assetId: string;
  assetName: string;
  platformName: string;
  clientId: string | null;
  clientName: string | null;
  custodianId: string | null;
  clientAdministers: boolean;
  administrators: Administrator[];
};

/** An account that is reached only through one above it: a manager account, a portfolio. */
export type StakeReach = {
  assetId: string;
  assetName: string;
  clientName: string | null;
  throughName: string;
};

/** Everything that a person's departure has to take back or hand over. */
export type Stake = {
  keys: StakeKey[];
  robots: StakeRobot[];
  logins: StakeLogin[];
  custodies: StakeCustody[];
  requests: StakeRequest[];
  tasks: StakeTask[];
  administrations: StakeAdministration[];
  /** Where somebody looks whether the person stands there too. */
  looks: LookPlace[];
};
