-- CreateEnum
CREATE TYPE "Precondition" AS ENUM ('papers', 'second_factor', 'ethical_wall');

-- AlterEnum
ALTER TYPE "TaskCause" ADD VALUE 'exception';

-- CreateTable
CREATE TABLE "EthicalWall" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "clientAId" UUID NOT NULL,
    "clientBId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "endReason" TEXT,

    CONSTRAINT "EthicalWall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessException" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "precondition" "Precondition" NOT NULL,
    "personId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "approvedById" UUID NOT NULL,
    "approvedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "AccessException_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessExceptionUse" (
    "exceptionId" UUID NOT NULL,
    "itemId" UUID NOT NULL,

    CONSTRAINT "AccessExceptionUse_pkey" PRIMARY KEY ("exceptionId","itemId")
);

-- CreateIndex
CREATE INDEX "EthicalWall_clientBId_idx" ON "EthicalWall"("clientBId");

-- CreateIndex
CREATE INDEX "AccessException_personId_clientId_idx" ON "AccessException"("personId", "clientId");

-- CreateIndex
CREATE INDEX "AccessException_settledAt_endsAt_idx" ON "AccessException"("settledAt", "endsAt");

-- CreateIndex
CREATE INDEX "AccessExceptionUse_itemId_idx" ON "AccessExceptionUse"("itemId");

-- AddForeignKey
ALTER TABLE "EthicalWall" ADD CONSTRAINT "EthicalWall_clientAId_fkey" FOREIGN KEY ("clientAId") REFERENCES "Client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EthicalWall" ADD CONSTRAINT "EthicalWall_clientBId_fkey" FOREIGN KEY ("clientBId") REFERENCES "Client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessException" ADD CONSTRAINT "AccessException_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessException" ADD CONSTRAINT "AccessException_approvedById_fkey" FOREIGN KEY ("approvedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessException" ADD CONSTRAINT "AccessException_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessExceptionUse" ADD CONSTRAINT "AccessExceptionUse_exceptionId_fkey" FOREIGN KEY ("exceptionId") REFERENCES "AccessException"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessExceptionUse" ADD CONSTRAINT "AccessExceptionUse_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "RequestItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A pair of clients stands once, whichever was named first.
ALTER TABLE "EthicalWall"
  ADD CONSTRAINT wall_between_two CHECK ("clientAId" < "clientBId"),
  ADD CONSTRAINT wall_has_reason CHECK (length(trim(reason)) > 0),
  ADD CONSTRAINT wall_ended_is_whole CHECK (("endedAt" IS NULL) = ("endReason" IS NULL));
CREATE UNIQUE INDEX wall_stands_once ON "EthicalWall" ("clientAId", "clientBId") WHERE "endedAt" IS NULL;

-- Nobody lets themselves through; an exception has its reason and its end.
ALTER TABLE "AccessException"
  ADD CONSTRAINT exception_by_another CHECK ("approvedById" <> "personId"),
  ADD CONSTRAINT exception_has_reason CHECK (length(trim(reason)) > 0),
  ADD CONSTRAINT exception_ends CHECK ("endsAt" > "approvedAt" AND "endsAt" <= "approvedAt" + interval '92 days');

-- Nor does who asked for the access.
CREATE FUNCTION check_exception_use() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "AccessException" e JOIN "RequestItem" i ON i.id = NEW."itemId"
    WHERE e.id = NEW."exceptionId" AND (e."approvedById" = i."requesterId" OR e."personId" <> i."personId")) THEN
    RAISE EXCEPTION 'exception_of_another_request: it is not for this' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER exception_of_another_request BEFORE INSERT OR UPDATE ON "AccessExceptionUse"
  FOR EACH ROW EXECUTE FUNCTION check_exception_use();
