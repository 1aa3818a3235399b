/** Its own, because Next would take the one of the folder above, with headers of ours for every answer. */
export default { poweredByHeader: false };
