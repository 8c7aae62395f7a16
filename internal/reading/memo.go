package reading

import "sync"

// memo remembers what was put together from the shelf until anything on it
// changes, and at most max things. What it gives is shared: nobody changes it.
type memo[V any] struct {
	max        int
	mu         sync.Mutex
	generation uint64
	kept       map[string]V
}

func (m *memo[V]) get(generation uint64, key string, build func() (V, error)) (V, error) {
	m.mu.Lock()
	v, ok := m.kept[key]
	ok = ok && m.generation == generation
	m.mu.Unlock()
	if ok {
		return v, nil
	}
	v, err := build()
	if err != nil {
		return v, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil || m.generation != generation || len(m.kept) >= m.max {
		m.kept, m.generation = map[string]V{}, generation
	}
	m.kept[key] = v
	return v, nil
}
