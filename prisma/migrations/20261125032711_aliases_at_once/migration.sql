-- New entries go into the index at once. In its waiting list every name of a page was compared with every Zoom user of a
-- directory just imported, which is when history is read.
ALTER INDEX "zoom_user_aliases_idx" SET (fastupdate = off);
