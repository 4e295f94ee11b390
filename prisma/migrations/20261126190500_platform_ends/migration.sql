-- AlterEnum
ALTER TYPE "TaskKind" ADD VALUE 'set_end';
