-- CreateTable
CREATE TABLE "SharedLoginPlan" (
    "identityId" UUID NOT NULL,
    "keptIn" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "endsOn" DATE NOT NULL,
    "plan" TEXT NOT NULL,
    "planBy" DATE NOT NULL,
    "planOwnerId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "SharedLoginPlan_pkey" PRIMARY KEY ("identityId")
);

-- CreateIndex
CREATE INDEX "SharedLoginPlan_planOwnerId_idx" ON "SharedLoginPlan"("planOwnerId");

-- AddForeignKey
ALTER TABLE "SharedLoginPlan" ADD CONSTRAINT "SharedLoginPlan_identityId_fkey" FOREIGN KEY ("identityId") REFERENCES "Identity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SharedLoginPlan" ADD CONSTRAINT "SharedLoginPlan_planOwnerId_fkey" FOREIGN KEY ("planOwnerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the database itself holds: nobody plans beyond the end.
ALTER TABLE "SharedLoginPlan" ADD CONSTRAINT login_plan_before_end CHECK ("planBy" <= "endsOn");
