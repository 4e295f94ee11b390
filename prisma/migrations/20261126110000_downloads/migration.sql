-- CreateTable
CREATE TABLE "Download" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tokenHash" BYTEA NOT NULL,
    "sessionId" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Download_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Download_tokenHash_key" ON "Download"("tokenHash");

-- CreateIndex
CREATE INDEX "Download_expiresAt_idx" ON "Download"("expiresAt");

-- AddForeignKey
ALTER TABLE "Download" ADD CONSTRAINT "Download_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
