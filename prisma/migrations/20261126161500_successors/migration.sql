-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "goesAhead" BOOLEAN NOT NULL DEFAULT false;
