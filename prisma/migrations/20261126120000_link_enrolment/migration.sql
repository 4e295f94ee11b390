-- CreateTable
CREATE TABLE "LinkEnrolment" (
    "linkId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "totpSecret" BYTEA NOT NULL,
    "totpStep" BIGINT NOT NULL DEFAULT 0,
    "codeHashes" BYTEA[],
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LinkEnrolment_pkey" PRIMARY KEY ("linkId")
);

-- AddForeignKey
ALTER TABLE "LinkEnrolment" ADD CONSTRAINT "LinkEnrolment_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "OneTimeLink"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Codes come after the app's first code, and ten at once.
ALTER TABLE "LinkEnrolment" ADD CONSTRAINT codes_after_app
  CHECK (cardinality("codeHashes") = 0 OR ("totpStep" > 0 AND cardinality("codeHashes") = 10));
