-- CreateTable
CREATE TABLE "LinkIntent" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tokenHash" BYTEA NOT NULL,
    "sessionId" UUID NOT NULL,
    "providerId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LinkIntent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LinkIntent_tokenHash_key" ON "LinkIntent"("tokenHash");

-- CreateIndex
CREATE INDEX "LinkIntent_expiresAt_idx" ON "LinkIntent"("expiresAt");
