-- What must hold for people whoever writes: the words of each choice, e-mails in one form, and a manager tree.

ALTER TABLE "person"
  ADD CONSTRAINT "person_role_known" CHECK ("role" IN ('owner', 'executive', 'admin', 'technicalAdmin', 'manager', 'member')),
  ADD CONSTRAINT "person_hour_cycle_known" CHECK ("hour_cycle" IN ('24h', '12h')),
  ADD CONSTRAINT "person_email_normal" CHECK ("email" = lower(btrim("email")) AND "email" <> ''),
  ADD CONSTRAINT "person_name_there" CHECK (btrim("name") <> ''),
  ADD CONSTRAINT "person_work_hours" CHECK ("work_start" >= 0 AND "work_start" < "work_end" AND "work_end" <= 1440),
  ADD CONSTRAINT "person_work_days" CHECK ("work_days" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]),
  ADD CONSTRAINT "person_not_own_manager" CHECK ("manager_id" <> "id");

ALTER TABLE "one_time_link"
  ADD CONSTRAINT "one_time_link_purpose_known" CHECK ("purpose" IN ('invitation', 'password'));

-- Nobody stands below themselves. Checked when the transaction commits, one transaction of an organisation at a time:
-- two changes that are harmless alone can close a circle together, and the second sees the first only after its commit.
CREATE FUNCTION "refuse_manager_cycle"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('manager-tree:' || NEW.organisation_id::text, 0));
  IF EXISTS (
    WITH RECURSIVE above AS (
      SELECT p.manager_id FROM person p WHERE p.organisation_id = NEW.organisation_id AND p.id = NEW.id
      UNION
      SELECT p.manager_id FROM person p JOIN above ON p.id = above.manager_id WHERE p.organisation_id = NEW.organisation_id
    )
    SELECT 1 FROM above WHERE manager_id = NEW.id
  ) THEN
    RAISE EXCEPTION 'manager cycle' USING ERRCODE = 'check_violation', CONSTRAINT = 'person_manager_tree';
  END IF;
  RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER "person_manager_tree"
  AFTER INSERT OR UPDATE OF "manager_id" ON "person"
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.manager_id IS NOT NULL)
  EXECUTE FUNCTION "refuse_manager_cycle"();
