-- The statements of a merge are planned once a connection and not once a batch: planning took longer than merging a
-- delivery. What suits ten rows, one look into an index for each, suits a thousand. Nested functions follow.
ALTER FUNCTION merge_observations(uuid, uuid, merge_who, merge_live, merge_sessions, merge_calls, merge_deletions)
  SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION merge_observations(uuid, uuid, merge_who, merge_live, merge_sessions, merge_calls, merge_deletions)
  SET jit = off;
