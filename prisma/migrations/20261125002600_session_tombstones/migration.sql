-- A meeting or webinar may be deleted as a call may: the practice of a webinar begins like a webinar and says only at its
-- end what it was. The row stays as a tombstone that keeps its key and host alone, so whatever is told of it before or
-- after does not bring it back.
CREATE OR REPLACE FUNCTION join_activity(a activity, b activity) RETURNS activity
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  r activity := a;
BEGIN
  r.sources := a.sources | b.sources;
  r.received_at := least(a.received_at, b.received_at);
  IF a.product = 'phone' THEN
    r.legs := join_legs(a.legs, b.legs);
    r := derive_call(r);
  ELSE
    IF outweighs(b.host_weight, b.zoom_user_id::text, a.host_weight, a.zoom_user_id::text) THEN
      r.zoom_user_id := b.zoom_user_id; r.host_weight := b.host_weight;
    END IF;
    IF outweighs(b.title_weight, b.title, a.title_weight, a.title) THEN
      r.title := b.title; r.title_weight := b.title_weight;
    END IF;
    IF outweighs(b.start_weight, b.start_at, a.start_weight, a.start_at) THEN
      r.start_at := b.start_at; r.start_weight := b.start_weight;
    END IF;
    IF outweighs(b.end_weight, b.end_at, a.end_weight, a.end_at) THEN
      r.end_at := b.end_at; r.end_weight := b.end_weight;
    END IF;
    r.meeting_number := greatest(a.meeting_number COLLATE "C", b.meeting_number COLLATE "C");
    r.end_unknown_at := CASE WHEN r.end_at IS NULL THEN greatest(a.end_unknown_at, b.end_unknown_at) END;
    r.deleted_at := greatest(a.deleted_at, b.deleted_at);
    IF r.deleted_at IS NOT NULL THEN
      r.title := NULL; r.title_weight := -1;
      r.start_at := NULL; r.start_weight := -1;
      r.end_at := NULL; r.end_weight := -1;
      r.meeting_number := NULL;
      r.end_unknown_at := NULL;
    END IF;
  END IF;
  IF (r.zoom_user_id, r.title, r.start_at, r.end_at, r.meeting_number, r.direction, r.caller_id_name, r.caller_id_hidden,
      r.answer_at, r.outcome, r.device_name, r.device_version, r.deleted_at IS NULL, r.end_unknown_at IS NULL)
    IS DISTINCT FROM
     (a.zoom_user_id, a.title, a.start_at, a.end_at, a.meeting_number, a.direction, a.caller_id_name, a.caller_id_hidden,
      a.answer_at, a.outcome, a.device_name, a.device_version, a.deleted_at IS NULL, a.end_unknown_at IS NULL)
  THEN
    r.changed_at := greatest(a.changed_at, b.changed_at);
  END IF;
  RETURN r;
END
$$;
