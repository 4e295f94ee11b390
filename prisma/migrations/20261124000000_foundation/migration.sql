-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "AuditOutcome" AS ENUM ('done', 'refused');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('person', 'system');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'security_lead', 'account_manager', 'hr', 'staff', 'auditor');

-- CreateEnum
CREATE TYPE "ChallengePurpose" AS ENUM ('register', 'sign_in');

-- CreateEnum
CREATE TYPE "LinkKind" AS ENUM ('setup', 'invite');

-- CreateEnum
CREATE TYPE "AssetOwner" AS ENUM ('client', 'studio', 'unknown');

-- CreateEnum
CREATE TYPE "AssetLinkKind" AS ENUM ('manager', 'portfolio', 'partner', 'group', 'parent');

-- CreateEnum
CREATE TYPE "ImportKind" AS ENUM ('register', 'people');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('review', 'applied', 'discarded');

-- CreateEnum
CREATE TYPE "ImportOutcome" AS ENUM ('new', 'changed', 'same', 'question', 'refused', 'skipped');

-- CreateEnum
CREATE TYPE "DepartureKind" AS ENUM ('leaves', 'contract_ends', 'terminated_now');

-- CreateEnum
CREATE TYPE "PersonKind" AS ENUM ('employee', 'contractor', 'freelancer', 'intern');

-- CreateEnum
CREATE TYPE "IdentityKind" AS ENUM ('work', 'personal', 'client_issued', 'service');

-- CreateEnum
CREATE TYPE "MfaState" AS ENUM ('unknown', 'on', 'off');

-- CreateEnum
CREATE TYPE "RobotKind" AS ENUM ('oauth_app', 'api_token', 'system_user', 'connector');

-- CreateEnum
CREATE TYPE "RoleCombination" AS ENUM ('one', 'set');

-- CreateEnum
CREATE TYPE "Capability" AS ENUM ('view', 'report', 'edit', 'publish', 'spend', 'billing', 'export_personal_data', 'manage_users', 'own');

-- CreateEnum
CREATE TYPE "GrantState" AS ENUM ('to_grant', 'invited', 'active', 'removal_due', 'removal_requested', 'waiting_for_platform', 'removed', 'not_granted');

-- CreateEnum
CREATE TYPE "ProofKind" AS ENUM ('attested', 'verified');

-- CreateEnum
CREATE TYPE "GrantCause" AS ENUM ('request', 'import', 'recorded', 'correction');

-- CreateEnum
CREATE TYPE "TaskKind" AS ENUM ('grant', 'change', 'revoke', 'rotate_secret', 'hand_over_robot', 'hand_over_custody', 'hand_over_request', 'name_successor');

-- CreateEnum
CREATE TYPE "TaskState" AS ENUM ('open', 'invited', 'waiting_for_platform', 'attested', 'verified', 'cancelled');

-- CreateEnum
CREATE TYPE "TaskRisk" AS ENUM ('low', 'elevated', 'personal_data', 'billing', 'administrator');

-- CreateEnum
CREATE TYPE "TaskCause" AS ENUM ('request', 'departure', 'expiry', 'recorded', 'finding');

-- CreateEnum
CREATE TYPE "TaskOutcome" AS ENUM ('done', 'done_differently', 'not_there');

-- CreateEnum
CREATE TYPE "GrantEffect" AS ENUM ('add', 'remove');

-- CreateEnum
CREATE TYPE "EvidenceKind" AS ENUM ('note', 'file', 'looked_not_there', 'observation');

-- CreateEnum
CREATE TYPE "EvidenceStep" AS ENUM ('attest', 'verify', 'progress');

-- CreateEnum
CREATE TYPE "FindingKind" AS ENUM ('granted_differently');

-- CreateEnum
CREATE TYPE "RequestItemState" AS ENUM ('waiting', 'approved', 'lowered', 'rejected', 'withdrawn', 'cancelled');

-- CreateEnum
CREATE TYPE "RequestRoleKind" AS ENUM ('smallest', 'asked', 'decided');

-- CreateTable
CREATE TABLE "AuditEvent" (
    "seq" BIGINT NOT NULL,
    "prevHash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "canon" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" "AuditOutcome" NOT NULL,
    "actorKind" "ActorKind" NOT NULL,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "sessionId" UUID,
    "ip" TEXT,
    "objectType" TEXT NOT NULL,
    "objectId" TEXT,
    "objectName" TEXT NOT NULL,
    "clientId" UUID,
    "reason" TEXT,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "AuditHead" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommandReceipt" (
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "actorKey" TEXT NOT NULL,
    "inputHash" BYTEA NOT NULL,
    "result" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommandReceipt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "personId" UUID NOT NULL,
    "roles" "Role"[],
    "userHandle" BYTEA NOT NULL,
    "sessionEpoch" INTEGER NOT NULL DEFAULT 0,
    "disabledAt" TIMESTAMPTZ(3),
    "disabledById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Passkey" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "accountId" UUID NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "signCount" BIGINT NOT NULL,
    "transports" TEXT[],
    "aaguid" TEXT NOT NULL,
    "backupEligible" BOOLEAN NOT NULL,
    "backedUp" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuthChallenge" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "purpose" "ChallengePurpose" NOT NULL,
    "challenge" TEXT NOT NULL,
    "accountId" UUID,
    "linkId" UUID,
    "userHandle" BYTEA,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuthChallenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PendingSignIn" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tokenHash" BYTEA NOT NULL,
    "accountId" UUID NOT NULL,
    "passkeyId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "consumedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PendingSignIn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tokenHash" BYTEA NOT NULL,
    "accountId" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "aal" INTEGER NOT NULL,
    "amr" TEXT[],
    "authAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "idleExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "absoluteExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "ip" TEXT,
    "userAgent" TEXT,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OneTimeLink" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" "LinkKind" NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "personId" UUID,
    "email" TEXT,
    "roles" "Role"[],
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "consumedAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,

    CONSTRAINT "OneTimeLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Client" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "notes" TEXT,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "Client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClientContact" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "clientId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "title" TEXT,
    "endedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "ClientContact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Engagement" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "clientId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE,
    "agreementRef" TEXT,
    "agreementSignedOn" DATE,
    "dpaRef" TEXT,
    "dpaSignedOn" DATE,
    "notificationHours" INTEGER,
    "reviewIntervalDays" INTEGER,
    "longestGrantDays" INTEGER,
    "clientMfaRequired" BOOLEAN NOT NULL DEFAULT false,
    "compliantDeviceRequired" BOOLEAN NOT NULL DEFAULT false,
    "clientApprovesGrants" BOOLEAN NOT NULL DEFAULT false,
    "subprocessorCategories" TEXT[],
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "Engagement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "engagementId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "createdById" UUID,
    "endedById" UUID,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Asset" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "clientId" UUID,
    "platformId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ownedBy" "AssetOwner" NOT NULL DEFAULT 'client',
    "custodianId" UUID,
    "contactCustodianId" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "Asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssetLink" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "aboveId" UUID NOT NULL,
    "belowId" UUID NOT NULL,
    "kind" "AssetLinkKind" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "createdById" UUID,
    "endedById" UUID,

    CONSTRAINT "AssetLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRun" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" SERIAL NOT NULL,
    "kind" "ImportKind" NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "sheet" TEXT,
    "shape" JSONB NOT NULL DEFAULT '{}',
    "mapping" JSONB NOT NULL,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "state" "ImportState" NOT NULL DEFAULT 'review',
    "questions" JSONB NOT NULL DEFAULT '[]',
    "peopleRunId" UUID,
    "counts" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,
    "appliedAt" TIMESTAMPTZ(3),
    "appliedById" UUID,

    CONSTRAINT "ImportRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRow" (
    "runId" UUID NOT NULL,
    "rowNumber" INTEGER NOT NULL,
    "outcome" "ImportOutcome" NOT NULL,
    "sentence" TEXT NOT NULL,
    "questionKey" TEXT,
    "cells" TEXT[],
    "plan" JSONB,

    CONSTRAINT "ImportRow_pkey" PRIMARY KEY ("runId","rowNumber")
);

-- CreateTable
CREATE TABLE "Departure" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" SERIAL NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "DepartureKind" NOT NULL,
    "lastMoment" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedById" UUID,
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelledById" UUID,
    "cancelReason" TEXT,
    "certifiedAt" TIMESTAMPTZ(3),
    "certifiedById" UUID,
    "certificate" JSONB,
    "certificateSha256" TEXT,

    CONSTRAINT "Departure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxMail" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "cause" TEXT NOT NULL,
    "toAddress" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "failedAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "OutboxMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "givenName" TEXT,
    "familyName" TEXT,
    "email" TEXT,
    "employeeNumber" TEXT,
    "kind" "PersonKind" NOT NULL DEFAULT 'employee',
    "title" TEXT,
    "department" TEXT,
    "location" TEXT,
    "managerId" UUID,
    "startsOn" DATE,
    "endsOn" DATE,
    "accessEndsAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "address" TEXT NOT NULL,
    "kind" "IdentityKind" NOT NULL,
    "platformId" TEXT,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "mfa" "MfaState" NOT NULL DEFAULT 'unknown',
    "mfaCheckedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdentityHolder" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "identityId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "createdById" UUID,
    "endedById" UUID,

    CONSTRAINT "IdentityHolder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Robot" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "kind" "RobotKind" NOT NULL,
    "ownerId" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "Robot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Platform" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "custom" BOOLEAN NOT NULL DEFAULT false,
    "facts" JSONB NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "Platform_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlatformAssetType" (
    "platformId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "idPattern" TEXT NOT NULL,
    "idExample" TEXT NOT NULL,
    "parentType" TEXT,
    "combine" "RoleCombination" NOT NULL DEFAULT 'one',

    CONSTRAINT "PlatformAssetType_pkey" PRIMARY KEY ("platformId","type")
);

-- CreateTable
CREATE TABLE "FactConfirmation" (
    "platformId" TEXT NOT NULL,
    "fact" TEXT NOT NULL,
    "factSha256" TEXT NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3) NOT NULL,
    "confirmedById" UUID,

    CONSTRAINT "FactConfirmation_pkey" PRIMARY KEY ("platformId","fact")
);

-- CreateTable
CREATE TABLE "PlatformRole" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "platformId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "apiValue" TEXT,
    "rank" INTEGER NOT NULL,
    "meaning" TEXT NOT NULL,
    "heldOn" TEXT[],
    "capabilities" "Capability"[],
    "requires" TEXT[],
    "reachesBelow" BOOLEAN NOT NULL DEFAULT false,
    "group" TEXT,
    "verified" BOOLEAN NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),
    "confirmedById" UUID,
    "correctedAt" TIMESTAMPTZ(3),
    "correctedById" UUID,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "PlatformRole_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grant" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "personId" UUID,
    "robotId" UUID,
    "identityId" UUID,
    "assetId" UUID NOT NULL,
    "roleId" UUID NOT NULL,
    "engagementId" UUID,
    "purpose" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "state" "GrantState" NOT NULL,
    "proof" "ProofKind",
    "provedAt" TIMESTAMPTZ(3),
    "provedById" UUID,
    "provedHow" TEXT,
    "stateSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),
    "cause" "GrantCause" NOT NULL,
    "causeId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GrantTransition" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "grantId" UUID NOT NULL,
    "state" "GrantState" NOT NULL,
    "proof" "ProofKind",
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID,
    "taskId" UUID,
    "reason" TEXT,

    CONSTRAINT "GrantTransition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" SERIAL NOT NULL,
    "kind" "TaskKind" NOT NULL,
    "state" "TaskState" NOT NULL DEFAULT 'open',
    "title" TEXT NOT NULL,
    "personId" UUID,
    "assetId" UUID,
    "identityId" UUID,
    "robotId" UUID,
    "clientId" UUID,
    "assigneeId" UUID,
    "risk" "TaskRisk" NOT NULL DEFAULT 'low',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "waitsUntil" TIMESTAMPTZ(3),
    "cause" "TaskCause" NOT NULL,
    "causeId" UUID,
    "outcome" "TaskOutcome",
    "attestedAt" TIMESTAMPTZ(3),
    "attestedById" UUID,
    "verifiedAt" TIMESTAMPTZ(3),
    "verifiedById" UUID,
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaskGrant" (
    "taskId" UUID NOT NULL,
    "grantId" UUID NOT NULL,
    "effect" "GrantEffect" NOT NULL,

    CONSTRAINT "TaskGrant_pkey" PRIMARY KEY ("taskId","grantId")
);

-- CreateTable
CREATE TABLE "Evidence" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "taskId" UUID NOT NULL,
    "kind" "EvidenceKind" NOT NULL,
    "step" "EvidenceStep" NOT NULL,
    "note" TEXT,
    "fileName" TEXT,
    "mediaType" TEXT,
    "byteSize" INTEGER,
    "sha256" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,

    CONSTRAINT "Evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EvidenceFile" (
    "evidenceId" UUID NOT NULL,
    "ciphertext" BYTEA NOT NULL,

    CONSTRAINT "EvidenceFile_pkey" PRIMARY KEY ("evidenceId")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" "FindingKind" NOT NULL,
    "grantId" UUID,
    "taskId" UUID,
    "detail" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "openedById" UUID,
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedById" UUID,
    "resolution" TEXT,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessRequest" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" SERIAL NOT NULL,
    "requesterId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "engagementId" UUID,
    "work" TEXT[],
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,

    CONSTRAINT "AccessRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RequestItem" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "requestId" UUID NOT NULL,
    "requesterId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "identityId" UUID,
    "assetId" UUID NOT NULL,
    "state" "RequestItemState" NOT NULL DEFAULT 'waiting',
    "aboveSmallest" BOOLEAN NOT NULL DEFAULT false,
    "aboveReason" TEXT,
    "explanation" TEXT NOT NULL,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "decisionReason" TEXT,
    "decidedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "RequestItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RequestItemRole" (
    "itemId" UUID NOT NULL,
    "roleId" UUID NOT NULL,
    "as" "RequestRoleKind" NOT NULL,

    CONSTRAINT "RequestItemRole_pkey" PRIMARY KEY ("itemId","as","roleId")
);

-- CreateIndex
CREATE INDEX "AuditEvent_objectType_objectId_seq_idx" ON "AuditEvent"("objectType", "objectId", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_seq_idx" ON "AuditEvent"("actorId", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_clientId_seq_idx" ON "AuditEvent"("clientId", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_action_seq_idx" ON "AuditEvent"("action", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_at_idx" ON "AuditEvent"("at");

-- CreateIndex
CREATE INDEX "CommandReceipt_createdAt_idx" ON "CommandReceipt"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Account_personId_key" ON "Account"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_userHandle_key" ON "Account"("userHandle");

-- CreateIndex
CREATE UNIQUE INDEX "Passkey_credentialId_key" ON "Passkey"("credentialId");

-- CreateIndex
CREATE INDEX "Passkey_accountId_idx" ON "Passkey"("accountId");

-- CreateIndex
CREATE INDEX "AuthChallenge_expiresAt_idx" ON "AuthChallenge"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "PendingSignIn_tokenHash_key" ON "PendingSignIn"("tokenHash");

-- CreateIndex
CREATE INDEX "PendingSignIn_expiresAt_idx" ON "PendingSignIn"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_accountId_idx" ON "Session"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "OneTimeLink_tokenHash_key" ON "OneTimeLink"("tokenHash");

-- CreateIndex
CREATE INDEX "OneTimeLink_personId_idx" ON "OneTimeLink"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Client_nameKey_key" ON "Client"("nameKey");

-- CreateIndex
CREATE UNIQUE INDEX "ClientContact_clientId_email_key" ON "ClientContact"("clientId", "email");

-- CreateIndex
CREATE INDEX "Engagement_clientId_idx" ON "Engagement"("clientId");

-- CreateIndex
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");

-- CreateIndex
CREATE INDEX "Membership_engagementId_idx" ON "Membership"("engagementId");

-- CreateIndex
CREATE INDEX "Asset_clientId_idx" ON "Asset"("clientId");

-- CreateIndex
CREATE INDEX "Asset_custodianId_idx" ON "Asset"("custodianId");

-- CreateIndex
CREATE UNIQUE INDEX "Asset_platformId_type_externalId_key" ON "Asset"("platformId", "type", "externalId");

-- CreateIndex
CREATE INDEX "AssetLink_aboveId_idx" ON "AssetLink"("aboveId");

-- CreateIndex
CREATE INDEX "AssetLink_belowId_idx" ON "AssetLink"("belowId");

-- CreateIndex
CREATE UNIQUE INDEX "ImportRun_number_key" ON "ImportRun"("number");

-- CreateIndex
CREATE INDEX "ImportRun_state_idx" ON "ImportRun"("state");

-- CreateIndex
CREATE INDEX "ImportRow_runId_outcome_idx" ON "ImportRow"("runId", "outcome");

-- CreateIndex
CREATE INDEX "ImportRow_runId_questionKey_idx" ON "ImportRow"("runId", "questionKey");

-- CreateIndex
CREATE UNIQUE INDEX "Departure_number_key" ON "Departure"("number");

-- CreateIndex
CREATE INDEX "Departure_personId_idx" ON "Departure"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMail_cause_key" ON "OutboxMail"("cause");

-- CreateIndex
CREATE UNIQUE INDEX "Person_email_key" ON "Person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Person_employeeNumber_key" ON "Person"("employeeNumber");

-- CreateIndex
CREATE INDEX "Person_managerId_idx" ON "Person"("managerId");

-- CreateIndex
CREATE INDEX "Person_name_idx" ON "Person"("name");

-- CreateIndex
CREATE INDEX "Identity_address_idx" ON "Identity"("address");

-- CreateIndex
CREATE INDEX "IdentityHolder_personId_idx" ON "IdentityHolder"("personId");

-- CreateIndex
CREATE INDEX "IdentityHolder_identityId_idx" ON "IdentityHolder"("identityId");

-- CreateIndex
CREATE INDEX "Robot_ownerId_idx" ON "Robot"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "PlatformRole_platformId_key_key" ON "PlatformRole"("platformId", "key");

-- CreateIndex
CREATE INDEX "Grant_personId_state_idx" ON "Grant"("personId", "state");

-- CreateIndex
CREATE INDEX "Grant_assetId_state_idx" ON "Grant"("assetId", "state");

-- CreateIndex
CREATE INDEX "Grant_identityId_idx" ON "Grant"("identityId");

-- CreateIndex
CREATE INDEX "Grant_robotId_idx" ON "Grant"("robotId");

-- CreateIndex
CREATE INDEX "Grant_state_endsAt_idx" ON "Grant"("state", "endsAt");

-- CreateIndex
CREATE INDEX "Grant_engagementId_idx" ON "Grant"("engagementId");

-- CreateIndex
CREATE INDEX "GrantTransition_grantId_at_idx" ON "GrantTransition"("grantId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Task_number_key" ON "Task"("number");

-- CreateIndex
CREATE INDEX "Task_state_dueAt_idx" ON "Task"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Task_cause_causeId_idx" ON "Task"("cause", "causeId");

-- CreateIndex
CREATE INDEX "Task_personId_idx" ON "Task"("personId");

-- CreateIndex
CREATE INDEX "Task_assigneeId_state_idx" ON "Task"("assigneeId", "state");

-- CreateIndex
CREATE INDEX "Task_assetId_idx" ON "Task"("assetId");

-- CreateIndex
CREATE INDEX "Task_clientId_idx" ON "Task"("clientId");

-- CreateIndex
CREATE INDEX "TaskGrant_grantId_idx" ON "TaskGrant"("grantId");

-- CreateIndex
CREATE INDEX "Evidence_taskId_idx" ON "Evidence"("taskId");

-- CreateIndex
CREATE INDEX "Finding_grantId_idx" ON "Finding"("grantId");

-- CreateIndex
CREATE INDEX "Finding_taskId_idx" ON "Finding"("taskId");

-- CreateIndex
CREATE UNIQUE INDEX "AccessRequest_number_key" ON "AccessRequest"("number");

-- CreateIndex
CREATE INDEX "AccessRequest_clientId_idx" ON "AccessRequest"("clientId");

-- CreateIndex
CREATE INDEX "AccessRequest_requesterId_idx" ON "AccessRequest"("requesterId");

-- CreateIndex
CREATE UNIQUE INDEX "AccessRequest_id_requesterId_key" ON "AccessRequest"("id", "requesterId");

-- CreateIndex
CREATE INDEX "RequestItem_requestId_idx" ON "RequestItem"("requestId");

-- CreateIndex
CREATE INDEX "RequestItem_personId_state_idx" ON "RequestItem"("personId", "state");

-- CreateIndex
CREATE INDEX "RequestItem_assetId_state_idx" ON "RequestItem"("assetId", "state");

-- CreateIndex
CREATE INDEX "RequestItem_state_idx" ON "RequestItem"("state");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Passkey" ADD CONSTRAINT "Passkey_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClientContact" ADD CONSTRAINT "ClientContact_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Asset" ADD CONSTRAINT "Asset_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Asset" ADD CONSTRAINT "Asset_platformId_fkey" FOREIGN KEY ("platformId") REFERENCES "Platform"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Asset" ADD CONSTRAINT "Asset_platformId_type_fkey" FOREIGN KEY ("platformId", "type") REFERENCES "PlatformAssetType"("platformId", "type") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Asset" ADD CONSTRAINT "Asset_custodianId_fkey" FOREIGN KEY ("custodianId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Asset" ADD CONSTRAINT "Asset_contactCustodianId_fkey" FOREIGN KEY ("contactCustodianId") REFERENCES "ClientContact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssetLink" ADD CONSTRAINT "AssetLink_aboveId_fkey" FOREIGN KEY ("aboveId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssetLink" ADD CONSTRAINT "AssetLink_belowId_fkey" FOREIGN KEY ("belowId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRun" ADD CONSTRAINT "ImportRun_peopleRunId_fkey" FOREIGN KEY ("peopleRunId") REFERENCES "ImportRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRow" ADD CONSTRAINT "ImportRow_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ImportRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Departure" ADD CONSTRAINT "Departure_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_managerId_fkey" FOREIGN KEY ("managerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_platformId_fkey" FOREIGN KEY ("platformId") REFERENCES "Platform"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IdentityHolder" ADD CONSTRAINT "IdentityHolder_identityId_fkey" FOREIGN KEY ("identityId") REFERENCES "Identity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IdentityHolder" ADD CONSTRAINT "IdentityHolder_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Robot" ADD CONSTRAINT "Robot_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlatformAssetType" ADD CONSTRAINT "PlatformAssetType_platformId_fkey" FOREIGN KEY ("platformId") REFERENCES "Platform"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FactConfirmation" ADD CONSTRAINT "FactConfirmation_platformId_fkey" FOREIGN KEY ("platformId") REFERENCES "Platform"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlatformRole" ADD CONSTRAINT "PlatformRole_platformId_fkey" FOREIGN KEY ("platformId") REFERENCES "Platform"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_robotId_fkey" FOREIGN KEY ("robotId") REFERENCES "Robot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_identityId_fkey" FOREIGN KEY ("identityId") REFERENCES "Identity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "PlatformRole"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GrantTransition" ADD CONSTRAINT "GrantTransition_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_assigneeId_fkey" FOREIGN KEY ("assigneeId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_identityId_fkey" FOREIGN KEY ("identityId") REFERENCES "Identity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_robotId_fkey" FOREIGN KEY ("robotId") REFERENCES "Robot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskGrant" ADD CONSTRAINT "TaskGrant_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskGrant" ADD CONSTRAINT "TaskGrant_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvidenceFile" ADD CONSTRAINT "EvidenceFile_evidenceId_fkey" FOREIGN KEY ("evidenceId") REFERENCES "Evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_requesterId_fkey" FOREIGN KEY ("requesterId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestItem" ADD CONSTRAINT "RequestItem_requestId_requesterId_fkey" FOREIGN KEY ("requestId", "requesterId") REFERENCES "AccessRequest"("id", "requesterId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestItem" ADD CONSTRAINT "RequestItem_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestItem" ADD CONSTRAINT "RequestItem_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestItemRole" ADD CONSTRAINT "RequestItemRole_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "RequestItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestItemRole" ADD CONSTRAINT "RequestItemRole_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "PlatformRole"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
