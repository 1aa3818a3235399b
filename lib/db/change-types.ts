/** What can change under an open page. */
export const changeTopics = ["activity", "people", "mapping", "features", "connection", "import", "history"] as const;
export type ChangeTopic = (typeof changeTopics)[number];

/** `personIds` are the people whose timelines it touches; absent means that it may touch anyone's. */
export type Change = { topic: ChangeTopic; personIds?: readonly string[] };
