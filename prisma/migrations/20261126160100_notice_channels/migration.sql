-- CreateEnum
CREATE TYPE "MailChannel" AS ENUM ('at_once', 'digest', 'none');

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "mail" "MailChannel",
ADD COLUMN     "mailedAt" TIMESTAMPTZ(3),
ADD COLUMN     "routedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "NotificationChoice" (
    "personId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "mail" "MailChannel" NOT NULL,

    CONSTRAINT "NotificationChoice_pkey" PRIMARY KEY ("personId","kind")
);

-- AddForeignKey
ALTER TABLE "NotificationChoice" ADD CONSTRAINT "NotificationChoice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was told before there were mails of it stays where it is.
UPDATE "Notification" SET mail = 'none', "routedAt" = now();

ALTER TABLE "Notification"
  ADD CONSTRAINT notification_routed_whole CHECK (("routedAt" IS NULL) = (mail IS NULL));

-- The bell; what is to be routed; what waits for a digest, and what went at once lately.
CREATE INDEX notification_unread ON "Notification" ("personId") WHERE "readAt" IS NULL;
CREATE INDEX notification_unrouted ON "Notification" (id) WHERE "routedAt" IS NULL;
CREATE INDEX notification_for_digest ON "Notification" ("personId") WHERE mail = 'digest' AND "mailedAt" IS NULL;
CREATE INDEX notification_at_once ON "Notification" ("personId", "mailedAt") WHERE mail = 'at_once';
