-- CreateTable
CREATE TABLE "ScimToken" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "sourceId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "prefix" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "revokedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,

    CONSTRAINT "ScimToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScimUser" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "sourceId" UUID NOT NULL,
    "userName" TEXT NOT NULL,
    "userNameKey" TEXT NOT NULL,
    "externalId" TEXT,
    "active" BOOLEAN NOT NULL,
    "attributes" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "personId" UUID,
    "deletedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ScimUser_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScimGroup" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "sourceId" UUID NOT NULL,
    "displayName" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "externalId" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "engagementId" UUID,
    "role" TEXT,
    "mappedAt" TIMESTAMPTZ(3),
    "mappedById" UUID,
    "deletedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ScimGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScimGroupMember" (
    "groupId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "membershipId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ScimGroupMember_pkey" PRIMARY KEY ("groupId","userId")
);

-- CreateIndex
CREATE UNIQUE INDEX "ScimToken_tokenHash_key" ON "ScimToken"("tokenHash");

-- CreateIndex
CREATE INDEX "ScimToken_sourceId_idx" ON "ScimToken"("sourceId");

-- CreateIndex
CREATE INDEX "ScimUser_sourceId_id_idx" ON "ScimUser"("sourceId", "id");

-- CreateIndex
CREATE INDEX "ScimUser_personId_idx" ON "ScimUser"("personId");

-- CreateIndex
CREATE INDEX "ScimGroup_sourceId_id_idx" ON "ScimGroup"("sourceId", "id");

-- CreateIndex
CREATE INDEX "ScimGroup_engagementId_idx" ON "ScimGroup"("engagementId");

-- CreateIndex
CREATE INDEX "ScimGroupMember_userId_idx" ON "ScimGroupMember"("userId");

-- CreateIndex
CREATE INDEX "ScimGroupMember_membershipId_idx" ON "ScimGroupMember"("membershipId");

-- AddForeignKey
ALTER TABLE "ScimToken" ADD CONSTRAINT "ScimToken_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "HrSource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScimUser" ADD CONSTRAINT "ScimUser_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "HrSource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScimUser" ADD CONSTRAINT "ScimUser_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScimGroup" ADD CONSTRAINT "ScimGroup_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "HrSource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScimGroup" ADD CONSTRAINT "ScimGroup_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScimGroupMember" ADD CONSTRAINT "ScimGroupMember_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "ScimGroup"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScimGroupMember" ADD CONSTRAINT "ScimGroupMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "ScimUser"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScimGroupMember" ADD CONSTRAINT "ScimGroupMember_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A user and a group have their name once on a connection, and their external id; what was deleted gives them free.
CREATE UNIQUE INDEX scim_user_name_once ON "ScimUser" ("sourceId", "userNameKey") WHERE "deletedAt" IS NULL;
CREATE UNIQUE INDEX scim_user_external_once ON "ScimUser" ("sourceId", "externalId") WHERE "deletedAt" IS NULL;
CREATE UNIQUE INDEX scim_user_person_once ON "ScimUser" ("personId") WHERE "deletedAt" IS NULL;
CREATE UNIQUE INDEX scim_group_name_once ON "ScimGroup" ("sourceId", "nameKey") WHERE "deletedAt" IS NULL;
CREATE UNIQUE INDEX scim_group_external_once ON "ScimGroup" ("sourceId", "externalId") WHERE "deletedAt" IS NULL;
ALTER TABLE "ScimGroup" ADD CONSTRAINT scim_group_mapped_whole CHECK (("engagementId" IS NULL) = (role IS NULL));
ALTER TABLE "ScimToken" ADD CONSTRAINT scim_token_hash_whole CHECK (octet_length("tokenHash") = 32);

-- One token takes over from another: never more than two that open.
CREATE FUNCTION check_scim_tokens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "HrSource" WHERE id = NEW."sourceId" FOR UPDATE;
  IF (SELECT count(*) FROM "ScimToken" t
      WHERE t."sourceId" = NEW."sourceId" AND t."revokedAt" IS NULL AND t."expiresAt" > now()) > 1 THEN
    RAISE EXCEPTION 'scim_tokens_two: two tokens of this connection live already' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scim_tokens_two BEFORE INSERT ON "ScimToken" FOR EACH ROW EXECUTE FUNCTION check_scim_tokens();

-- A group holds users of its own connection alone.
CREATE FUNCTION check_scim_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "ScimGroup" g JOIN "ScimUser" u ON u."sourceId" = g."sourceId"
      WHERE g.id = NEW."groupId" AND u.id = NEW."userId") THEN
    RAISE EXCEPTION 'scim_member_of_source: a user of another connection' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scim_member_of_source BEFORE INSERT OR UPDATE ON "ScimGroupMember" FOR EACH ROW
  EXECUTE FUNCTION check_scim_member();
