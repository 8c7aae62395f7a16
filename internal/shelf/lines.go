package shelf

import (
	"context"
	"database/sql"
	"encoding/json"
	"sync"

	"habeas/internal/public"
)

// lineBook remembers the lines of cases that lists showed, as long as nothing
// changes: to look fifty of them up is half of what a list costs, and readers
// ask for the same cases in other orders, languages and lengths. A line that is
// looked for moves to the young ones; when those are half of all, the others go.
type lineBook struct {
	mu         sync.Mutex
	generation uint64
	young, old map[int64]string
	bytes      int // of the young
}

// Bounds of what is remembered: some twenty thousand cases.
const (
	maxLineBytes = 12 << 20
	lineCost     = 64 // of an entry, beside its text
)

// find gives the lines that are remembered, by their place in ids, and the ids
// of the others.
func (b *lineBook) find(generation uint64, ids []int64) (lines []string, missing []int64) {
	lines = make([]string, len(ids))
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.generation != generation {
		b.generation, b.young, b.old, b.bytes = generation, nil, nil, 0
	}
	for i, id := range ids {
		line, ok := b.young[id]
		if !ok {
			if line, ok = b.old[id]; ok {
				b.add(id, line)
			}
		}
		if !ok {
			missing = append(missing, id)
		}
		lines[i] = line
	}
	return lines, missing
}

// keep remembers lines that were read while the shelf was at a generation.
func (b *lineBook) keep(generation uint64, lines map[int64]string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.generation != generation {
		return
	}
	for id, line := range lines {
		b.add(id, line)
	}
}

func (b *lineBook) add(id int64, line string) {
	if b.bytes += len(line) + lineCost; b.young == nil || b.bytes > maxLineBytes/2 {
		b.young, b.old, b.bytes = map[int64]string{}, b.young, len(line)+lineCost
	}
	b.young[id] = line
}

// at gives the rows at places, in their order, without cases that have just
// gone.
func (s *Shelf) at(ctx context.Context, places []place) ([]public.Row, error) {
	generation, ids := s.Generation(), make([]int64, len(places))
	for i, at := range places {
		ids[i] = at.id
	}
	lines, missing := s.lines.find(generation, ids)
	read, err := s.readLines(ctx, missing)
	if err != nil {
		return nil, err
	}
	s.lines.keep(generation, read)
	out := make([]public.Row, 0, len(places))
	for i, at := range places {
		line := lines[i]
		if line == "" {
			line = read[at.id]
		}
		if line == "" {
			continue
		}
		var r public.Row
		if err := unpackRow(line, &r); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// readLines reads the lines of some cases from the file.
func (s *Shelf) readLines(ctx context.Context, ids []int64) (map[int64]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	stmt, err := s.statements.get(ctx, s.read, "SELECT l.id, l.line FROM json_each(?) j CROSS JOIN lines l ON l.id = j.value")
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	lines := make(map[int64]string, len(ids))
	var raw sql.RawBytes
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id, &raw); err != nil {
			return nil, err
		}
		lines[id] = string(raw)
	}
	return lines, rows.Err()
}
