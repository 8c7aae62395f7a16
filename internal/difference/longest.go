package difference

import "slices"

// op is a step on the way from one list to another.
type op struct {
	kind Kind
	a, b int // where in the lists; the one that is not meant is where it would be
}

// tooLong is the size of the table from which two lists are told to differ as
// a whole: some thousand lines against some thousand, on no page of ours.
const tooLong = 16 << 20

// way gives the shortest way from one list to another that keeps as much as
// can be kept (the longest common subsequence), removals before insertions.
func way[T comparable](from, to []T) []op {
	var steps []op
	head := 0
	for head < len(from) && head < len(to) && from[head] == to[head] {
		steps = append(steps, op{Same, head, head})
		head++
	}
	tail := 0
	for tail < len(from)-head && tail < len(to)-head && from[len(from)-1-tail] == to[len(to)-1-tail] {
		tail++
	}
	steps = append(steps, between(from[head:len(from)-tail], to[head:len(to)-tail], head)...)
	for i := tail; i > 0; i-- {
		steps = append(steps, op{Same, len(from) - i, len(to) - i})
	}
	return steps
}

// between is way for lists that differ at both ends.
func between[T comparable](from, to []T, offset int) []op {
	n, m := len(from), len(to)
	keeps := func(int, int) bool { return false }
	rest := func(i, j int) int32 { return 0 }
	if n*m <= tooLong {
		longest := table(from, to)
		rest = func(i, j int) int32 { return longest[i*(m+1)+j] }
		keeps = func(i, j int) bool { return i < n && j < m && from[i] == to[j] }
	}
	var steps []op
	for i, j := 0, 0; i < n || j < m; {
		switch {
		case keeps(i, j):
			steps = append(steps, op{Same, offset + i, offset + j})
			i, j = i+1, j+1
		case j == m || i < n && rest(i+1, j) >= rest(i, j+1):
			steps = append(steps, op{Removed, offset + i, offset + j})
			i++
		default:
			steps = append(steps, op{Added, offset + i, offset + j})
			j++
		}
	}
	return removalsFirst(steps)
}

// table holds how much of the rest of two lists can be kept, from each pair of
// places on.
func table[T comparable](from, to []T) []int32 {
	n, m := len(from), len(to)
	longest := make([]int32, (n+1)*(m+1))
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if from[i] == to[j] {
				longest[i*(m+1)+j] = longest[(i+1)*(m+1)+j+1] + 1
			} else {
				longest[i*(m+1)+j] = max(longest[(i+1)*(m+1)+j], longest[i*(m+1)+j+1])
			}
		}
	}
	return longest
}

// removalsFirst puts the removals of a run of changes before its insertions.
func removalsFirst(steps []op) []op {
	for start := 0; start < len(steps); {
		end := start
		for end < len(steps) && steps[end].kind != Same {
			end++
		}
		slices.SortStableFunc(steps[start:end], func(a, b op) int { return int(b.kind) - int(a.kind) })
		start = end + 1
	}
	return steps
}
