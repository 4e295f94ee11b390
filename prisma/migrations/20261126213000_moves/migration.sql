-- CreateEnum
CREATE TYPE "MoveState" AS ENUM ('waiting', 'decided', 'done', 'cancelled');

-- CreateEnum
CREATE TYPE "SeatEffect" AS ENUM ('end', 'begin');

-- CreateEnum
CREATE TYPE "MoveVerdict" AS ENUM ('keep', 'lower', 'take_away', 'propose');

-- CreateEnum
CREATE TYPE "MoveDecision" AS ENUM ('keep', 'lower', 'take_away', 'ask', 'leave_out');

-- AlterEnum
ALTER TYPE "GrantCause" ADD VALUE 'role_change';

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "roleChangedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Move" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" SERIAL NOT NULL,
    "personId" UUID NOT NULL,
    "state" "MoveState" NOT NULL DEFAULT 'waiting',
    "title" TEXT,
    "department" TEXT,
    "managerId" UUID,
    "effectiveOn" DATE NOT NULL,
    "note" TEXT,
    "heirId" UUID,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "proposedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "carriedOutAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelledById" UUID,
    "cancelReason" TEXT,

    CONSTRAINT "Move_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MoveSeat" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "moveId" UUID NOT NULL,
    "effect" "SeatEffect" NOT NULL,
    "engagementId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "membershipId" UUID,

    CONSTRAINT "MoveSeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MoveLine" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "moveId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "grantId" UUID,
    "kitLineId" UUID,
    "verdict" "MoveVerdict" NOT NULL,
    "toRoleIds" UUID[],
    "because" TEXT NOT NULL,
    "decision" "MoveDecision",
    "reason" TEXT,
    "keepUntil" DATE,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "fellBack" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "MoveLine_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Move_number_key" ON "Move"("number");

-- CreateIndex
CREATE INDEX "Move_personId_idx" ON "Move"("personId");

-- CreateIndex
CREATE INDEX "Move_state_effectiveOn_idx" ON "Move"("state", "effectiveOn");

-- CreateIndex
CREATE UNIQUE INDEX "Move_id_personId_key" ON "Move"("id", "personId");

-- CreateIndex
CREATE INDEX "MoveSeat_moveId_idx" ON "MoveSeat"("moveId");

-- CreateIndex
CREATE INDEX "MoveLine_grantId_idx" ON "MoveLine"("grantId");

-- CreateIndex
CREATE INDEX "MoveLine_kitLineId_idx" ON "MoveLine"("kitLineId");

-- CreateIndex
CREATE UNIQUE INDEX "MoveLine_moveId_grantId_key" ON "MoveLine"("moveId", "grantId");

-- CreateIndex
CREATE UNIQUE INDEX "MoveLine_moveId_kitLineId_key" ON "MoveLine"("moveId", "kitLineId");

-- AddForeignKey
ALTER TABLE "Move" ADD CONSTRAINT "Move_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Move" ADD CONSTRAINT "Move_managerId_fkey" FOREIGN KEY ("managerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Move" ADD CONSTRAINT "Move_heirId_fkey" FOREIGN KEY ("heirId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Move" ADD CONSTRAINT "Move_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MoveSeat" ADD CONSTRAINT "MoveSeat_moveId_fkey" FOREIGN KEY ("moveId") REFERENCES "Move"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MoveSeat" ADD CONSTRAINT "MoveSeat_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MoveSeat" ADD CONSTRAINT "MoveSeat_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MoveLine" ADD CONSTRAINT "MoveLine_moveId_personId_fkey" FOREIGN KEY ("moveId", "personId") REFERENCES "Move"("id", "personId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MoveLine" ADD CONSTRAINT "MoveLine_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MoveLine" ADD CONSTRAINT "MoveLine_kitLineId_fkey" FOREIGN KEY ("kitLineId") REFERENCES "KitLine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MoveLine" ADD CONSTRAINT "MoveLine_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One unfinished move of a person at a time.
CREATE UNIQUE INDEX move_one_at_a_time ON "Move" ("personId") WHERE state IN ('waiting', 'decided');
ALTER TABLE "Move"
  ADD CONSTRAINT move_state_is_whole CHECK ((state = 'done') = ("carriedOutAt" IS NOT NULL)
    AND (state = 'cancelled') = ("cancelledAt" IS NOT NULL) AND ("cancelledAt" IS NULL) = ("cancelReason" IS NULL)),
  ADD CONSTRAINT move_of_another CHECK ("managerId" <> "personId" AND "heirId" <> "personId"
    AND "proposedById" <> "personId");
ALTER TABLE "MoveSeat" ADD CONSTRAINT move_seat_is_whole CHECK ((effect = 'end') = ("membershipId" IS NOT NULL));

-- A line is about a key or about work of a kit. What is kept although no kit asks for it has a reason and an end, and
-- nobody decides about what is their own.
ALTER TABLE "MoveLine"
  ADD CONSTRAINT move_line_of_one CHECK (("grantId" IS NULL) <> ("kitLineId" IS NULL)
    AND (verdict = 'propose') = ("kitLineId" IS NOT NULL)),
  ADD CONSTRAINT move_line_decision CHECK (CASE WHEN "kitLineId" IS NOT NULL THEN decision IN ('ask', 'leave_out')
    ELSE decision IN ('keep', 'take_away') OR (decision = 'lower' AND verdict = 'lower') END),
  ADD CONSTRAINT move_line_decided_is_whole CHECK ((decision IS NULL) = ("decidedAt" IS NULL)
    AND (decision IS NOT NULL OR ("decidedById" IS NULL AND NOT "fellBack"))),
  ADD CONSTRAINT move_line_kept_has_end CHECK (decision IS DISTINCT FROM 'keep' OR verdict = 'keep'
    OR ("keepUntil" IS NOT NULL AND length(trim(coalesce(reason, ''))) > 0 AND "decidedById" IS NOT NULL)),
  ADD CONSTRAINT move_line_by_another CHECK ("decidedById" <> "personId");
CREATE FUNCTION check_kept_until() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."keepUntil" > (SELECT m."effectiveOn" + 90 FROM "Move" m WHERE m.id = NEW."moveId") THEN
    RAISE EXCEPTION 'move_line_kept_too_long: 90 days at most' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER move_line_kept_until BEFORE INSERT OR UPDATE OF "keepUntil" ON "MoveLine" FOR EACH ROW
  WHEN (NEW."keepUntil" IS NOT NULL) EXECUTE FUNCTION check_kept_until();
CREATE TRIGGER move_line_second_person BEFORE INSERT OR UPDATE OF "decidedById" ON "MoveLine" FOR EACH ROW
  WHEN (NEW."decidedById" IS NOT NULL) EXECUTE FUNCTION refuse_sealed_second('decidedById');

-- What is over stays as it was.
CREATE FUNCTION keep_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a move that is over is not changed: propose another' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER move_kept BEFORE UPDATE ON "Move" FOR EACH ROW
  WHEN (OLD.state IN ('done', 'cancelled')) EXECUTE FUNCTION keep_move();
CREATE TRIGGER move_never_deleted BEFORE DELETE OR TRUNCATE ON "Move"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A title, a team or a seat that changes outside of a move leaves somebody with access that nobody has looked at. Looked
-- at when the transaction ends, as it then is: what ended a seat may have taken its keys away too, and a move that is
-- carried out has looked (it says so by a setting of its transaction).
CREATE FUNCTION note_role_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who uuid;
  at_client uuid;
BEGIN
  IF coalesce(current_setting('keyholder.access_looked_at', true), '') = 'true' THEN
    RETURN NULL;
  END IF;
  IF TG_TABLE_NAME = 'Person' THEN
    who := NEW.id;
  ELSE
    who := NEW."personId";
    SELECT e."clientId" INTO at_client FROM "Engagement" e WHERE e.id = NEW."engagementId";
  END IF;
  UPDATE "Person" p SET "roleChangedAt" = coalesce(p."roleChangedAt", now())
  WHERE p.id = who AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL
    AND EXISTS (SELECT 1 FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId"
      WHERE g."personId" = p.id AND g.state IN ('to_grant', 'invited', 'active')
        AND (at_client IS NULL OR a."clientId" = at_client));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER person_role_changed AFTER UPDATE ON "Person" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.title IS NOT NULL AND OLD.title IS DISTINCT FROM NEW.title)
    OR (OLD.department IS NOT NULL AND OLD.department IS DISTINCT FROM NEW.department))
  EXECUTE FUNCTION note_role_change();
CREATE CONSTRAINT TRIGGER membership_role_changed AFTER UPDATE ON "Membership" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD."endedAt" IS NULL AND NEW."endedAt" IS NOT NULL)
  EXECUTE FUNCTION note_role_change();
