package casebook

// Origins counts the independent origins of some citations: the sources they
// lead back to when every "repeats" is followed. Five outlets quoting one
// official are one origin. A source that repeats several others counts for
// those it was not said to repeat here only when nothing better is known.
func (e Evidence) Origins(citations []Citation) int {
	roots := map[ID]bool{}
	for _, c := range citations {
		from := c.OriginID
		if from == "" {
			from = c.SourceID
		}
		roots[e.root(from, map[ID]bool{})] = true
	}
	return len(roots)
}

// root follows what a source repeats to where it began. A source that repeats
// several is an origin of its own unless a citation says whom it repeats: to
// guess one of them could make two origins out of one.
func (e Evidence) root(id ID, seen map[ID]bool) ID {
	var from []ID
	for _, d := range e.Derivations {
		if d.SourceID == id {
			from = append(from, d.FromID)
		}
	}
	if len(from) != 1 || seen[id] {
		return id
	}
	seen[id] = true
	return e.root(from[0], seen)
}
