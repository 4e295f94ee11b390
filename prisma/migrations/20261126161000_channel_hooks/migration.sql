-- CreateEnum
CREATE TYPE "HookApp" AS ENUM ('slack', 'teams');

-- CreateTable
CREATE TABLE "ChannelHook" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "app" "HookApp" NOT NULL,
    "url" BYTEA,
    "host" TEXT NOT NULL,
    "kinds" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ChannelHook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HookMessage" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "hookId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "failedAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "HookMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HookLine" (
    "hookId" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "messageId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "href" TEXT NOT NULL,

    CONSTRAINT "HookLine_pkey" PRIMARY KEY ("hookId","cause")
);

-- CreateIndex
CREATE INDEX "HookMessage_hookId_id_idx" ON "HookMessage"("hookId", "id");

-- CreateIndex
CREATE INDEX "HookLine_messageId_idx" ON "HookLine"("messageId");

-- AddForeignKey
ALTER TABLE "HookMessage" ADD CONSTRAINT "HookMessage_hookId_fkey" FOREIGN KEY ("hookId") REFERENCES "ChannelHook"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HookLine" ADD CONSTRAINT "HookLine_hookId_fkey" FOREIGN KEY ("hookId") REFERENCES "ChannelHook"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HookLine" ADD CONSTRAINT "HookLine_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "HookMessage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An ended hook has forgotten its address, and a living one has one.
ALTER TABLE "ChannelHook"
  ADD CONSTRAINT hook_address_while_live CHECK ((url IS NULL) = ("endedAt" IS NOT NULL));
