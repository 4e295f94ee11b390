-- CreateEnum
CREATE TYPE "SignInWay" AS ENUM ('passkey', 'password_key', 'password_totp', 'federated_key', 'federated_totp', 'federated_mfa', 'recovery');

-- CreateEnum
CREATE TYPE "FactorSource" AS ENUM ('setup', 'invite', 'own', 'recovery');

-- CreateEnum
CREATE TYPE "ProofStrength" AS ENUM ('fresh', 'strongest');

-- CreateEnum
CREATE TYPE "FirstFactor" AS ENUM ('passkey', 'password', 'federated', 'recovery');

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "breakGlassAt" TIMESTAMPTZ(3),
ADD COLUMN     "breakGlassById" UUID,
ADD COLUMN     "contactId" UUID,
ADD COLUMN     "noticeEmail" TEXT,
ALTER COLUMN "personId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Passkey" ADD COLUMN     "discoverable" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "source" "FactorSource" NOT NULL DEFAULT 'own';

-- AlterTable
ALTER TABLE "AuthChallenge" ADD COLUMN     "pendingId" UUID,
ADD COLUMN     "stepUpId" UUID;

-- Half-done sign-ins of two minutes: their people press the button once more.
DELETE FROM "PendingSignIn";

-- AlterTable
ALTER TABLE "PendingSignIn" ADD COLUMN     "amr" TEXT[],
ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "factors" TEXT[],
ADD COLUMN     "firstFactor" "FirstFactor" NOT NULL,
ADD COLUMN     "way" "SignInWay",
ALTER COLUMN "passkeyId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "passkeyId" UUID,
ADD COLUMN     "way" "SignInWay" NOT NULL DEFAULT 'passkey';
ALTER TABLE "Session" ALTER COLUMN "way" DROP DEFAULT;

-- AlterTable
ALTER TABLE "OneTimeLink" ADD COLUMN     "breakGlass" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "contactId" UUID;

-- CreateTable
CREATE TABLE "SignInPolicy" (
    "role" "Role" NOT NULL,
    "ways" "SignInWay"[],
    "idleMinutes" INTEGER NOT NULL,
    "absoluteHours" INTEGER NOT NULL,
    "deviceBoundOnly" BOOLEAN NOT NULL,
    "passkeysRequired" INTEGER NOT NULL,
    "passkeysAsked" INTEGER NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "SignInPolicy_pkey" PRIMARY KEY ("role")
);

-- CreateTable
CREATE TABLE "Password" (
    "accountId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Password_pkey" PRIMARY KEY ("accountId")
);

-- CreateTable
CREATE TABLE "Totp" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "accountId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "source" "FactorSource" NOT NULL,
    "lastStep" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "activeAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Totp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "accountId" UUID NOT NULL,
    "codeHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmedAt" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3),
    "voidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnownDevice" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "accountId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "userAgent" TEXT,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KnownDevice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdentityProvider" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "clientSecret" BYTEA NOT NULL,
    "believedAmr" TEXT[],
    "believedAcr" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "IdentityProvider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FederatedIdentity" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "accountId" UUID NOT NULL,
    "providerId" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "label" TEXT,
    "linkedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "FederatedIdentity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecoveryCase" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "accountId" UUID NOT NULL,
    "claimHash" BYTEA NOT NULL,
    "cancelHash" BYTEA NOT NULL,
    "phrase" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "askedFrom" TEXT,
    "firstById" UUID,
    "firstAt" TIMESTAMPTZ(3),
    "reason" TEXT,
    "secondById" UUID,
    "secondAt" TIMESTAMPTZ(3),
    "opensAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelledBy" TEXT,
    "claimedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecoveryCase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StepUp" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "sessionId" UUID NOT NULL,
    "command" TEXT NOT NULL,
    "inputHash" BYTEA NOT NULL,
    "strength" "ProofStrength" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verifiedAt" TIMESTAMPTZ(3),
    "method" TEXT,
    "consumedAt" TIMESTAMPTZ(3),

    CONSTRAINT "StepUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "Totp_accountId_idx" ON "Totp"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "RecoveryCode_codeHash_key" ON "RecoveryCode"("codeHash");

-- CreateIndex
CREATE INDEX "RecoveryCode_accountId_idx" ON "RecoveryCode"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "KnownDevice_tokenHash_key" ON "KnownDevice"("tokenHash");

-- CreateIndex
CREATE INDEX "KnownDevice_accountId_idx" ON "KnownDevice"("accountId");

-- CreateIndex
CREATE INDEX "FederatedIdentity_accountId_idx" ON "FederatedIdentity"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "RecoveryCase_claimHash_key" ON "RecoveryCase"("claimHash");

-- CreateIndex
CREATE UNIQUE INDEX "RecoveryCase_cancelHash_key" ON "RecoveryCase"("cancelHash");

-- CreateIndex
CREATE INDEX "RecoveryCase_accountId_idx" ON "RecoveryCase"("accountId");

-- CreateIndex
CREATE INDEX "StepUp_sessionId_command_idx" ON "StepUp"("sessionId", "command");

-- CreateIndex
CREATE INDEX "StepUp_createdAt_idx" ON "StepUp"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Account_contactId_key" ON "Account"("contactId");

-- CreateIndex
CREATE INDEX "OneTimeLink_contactId_idx" ON "OneTimeLink"("contactId");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "ClientContact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Password" ADD CONSTRAINT "Password_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Totp" ADD CONSTRAINT "Totp_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KnownDevice" ADD CONSTRAINT "KnownDevice_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FederatedIdentity" ADD CONSTRAINT "FederatedIdentity_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FederatedIdentity" ADD CONSTRAINT "FederatedIdentity_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "IdentityProvider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCase" ADD CONSTRAINT "RecoveryCase_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StepUp" ADD CONSTRAINT "StepUp_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "ClientContact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What counts for each role until an owner changes it (NIST 800-63B; docs/sign-in.md says why).
INSERT INTO "SignInPolicy" (role, ways, "idleMinutes", "absoluteHours", "deviceBoundOnly", "passkeysRequired", "passkeysAsked")
SELECT role, ways::"SignInWay"[], idle, hours, false, required, asked FROM (VALUES
  ('owner'::"Role", '{passkey}', 30, 12, 1, 2),
  ('security_lead', '{passkey}', 30, 12, 1, 2),
  ('hr', '{passkey}', 30, 12, 1, 1),
  ('account_manager', '{passkey,password_key,password_totp,federated_key,federated_totp,federated_mfa}', 30, 12, 0, 1),
  ('staff', '{passkey,password_key,password_totp,federated_key,federated_totp,federated_mfa}', 30, 12, 0, 1),
  ('auditor', '{passkey,password_key,password_totp,federated_key,federated_totp,federated_mfa}', 30, 12, 0, 1),
  ('client_contact', '{passkey,password_key,password_totp,federated_key,federated_totp,federated_mfa}', 60, 24, 0, 1)
) AS defaults (role, ways, idle, hours, required, asked);

ALTER TABLE "SignInPolicy"
  ADD CONSTRAINT policy_has_a_way CHECK (cardinality(ways) > 0 AND NOT 'recovery' = ANY (ways)),
  ADD CONSTRAINT policy_limits CHECK ("idleMinutes" BETWEEN 5 AND 60 AND "absoluteHours" BETWEEN 1 AND 24),
  ADD CONSTRAINT policy_passkeys CHECK ("passkeysRequired" BETWEEN 0 AND 5 AND "passkeysAsked" BETWEEN 0 AND 5);

-- An account is a person's or a client contact's; a contact has their own role and no other (ASVS 8.4.1).
ALTER TABLE "Account"
  ADD CONSTRAINT account_one_holder CHECK (num_nonnulls("personId", "contactId") = 1),
  ADD CONSTRAINT account_contact_apart CHECK (
    CASE WHEN "contactId" IS NULL THEN NOT 'client_contact' = ANY (roles)
      ELSE roles = ARRAY['client_contact']::"Role"[] END);
ALTER TABLE "OneTimeLink" ADD CONSTRAINT link_one_holder CHECK (num_nonnulls("personId", "contactId") <= 1);

-- One live row each: an authenticator app of an account, an identity at an issuer, an issuer.
CREATE UNIQUE INDEX totp_active_once ON "Totp" ("accountId") WHERE "activeAt" IS NOT NULL AND "removedAt" IS NULL;
CREATE UNIQUE INDEX federated_live_once ON "FederatedIdentity" (issuer, subject) WHERE "removedAt" IS NULL;
CREATE UNIQUE INDEX provider_live_once ON "IdentityProvider" (issuer) WHERE "endedAt" IS NULL;

-- Two different people stand behind a recovery, and one case of an account is open at a time.
ALTER TABLE "RecoveryCase" ADD CONSTRAINT recovery_by_two CHECK ("firstById" <> "secondById"),
  ADD CONSTRAINT recovery_second_after_first CHECK ("secondById" IS NULL OR "firstById" IS NOT NULL);
CREATE UNIQUE INDEX recovery_open_once ON "RecoveryCase" ("accountId") WHERE "cancelledAt" IS NULL AND "claimedAt" IS NULL;
