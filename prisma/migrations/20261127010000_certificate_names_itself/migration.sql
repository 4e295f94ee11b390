-- From its second version on a certificate's id is in what is signed: it is kept under that id, so that what is signed
-- names the paper that it is on.
ALTER TABLE "Certificate" ADD CONSTRAINT certificate_names_itself
  CHECK (content ->> 'version' IS NOT DISTINCT FROM '1' OR content ->> 'id' IS NOT DISTINCT FROM id::text);
