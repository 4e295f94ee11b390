-- Words for what comes next. In a migration of their own: PostgreSQL uses a new value only after its commit.
ALTER TYPE "ActorKind" ADD VALUE 'contact' BEFORE 'system';
ALTER TYPE "Role" ADD VALUE 'client_contact';
ALTER TYPE "ChallengePurpose" ADD VALUE 'second_factor';
ALTER TYPE "ChallengePurpose" ADD VALUE 'step_up';
ALTER TYPE "LinkKind" ADD VALUE 'recover';
