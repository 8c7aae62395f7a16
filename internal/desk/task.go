package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/seal"
	"habeas/internal/store"
	"habeas/internal/when"
)

// KeepTask adds something to be done for a case, or changes one with an id.
func (d *Desk) KeepTask(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID, version int, in casebook.TaskDraft) error {
	task, err := in.Task()
	if err != nil {
		return err
	}
	return d.private(ctx, by, ref, "KeepTask", func(l *locked) error {
		if task.Assignee != "" {
			who, err := l.UserByID(ctx, task.Assignee)
			if fault.Is(err, fault.NotFound) || err == nil && who.Disabled {
				return fault.Field("assignee", "There is no such person at the desk any more. Choose another, or nobody.")
			} else if err != nil {
				return err
			}
		}
		return l.put(lineTask, id, version, task, func(row *store.SealedRow) { row.Due, row.Assignee = task.Due, task.Assignee })
	})
}

// FinishTask marks a task as done, or as open again.
func (d *Desk) FinishTask(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID, version int, done bool) error {
	return d.private(ctx, by, ref, "FinishTask", func(l *locked) error {
		row, err := l.line(lineTask, id)
		if err != nil {
			return err
		}
		var task casebook.Task
		if err := unseal(l.key, *row, &task); err != nil {
			return d.broken(*row, err)
		}
		return l.change(lineTask, id, version, task, func(row *store.SealedRow) {
			row.DoneAt = nil
			if done {
				at := l.Now
				row.DoneAt = &at
			}
		})
	})
}

// DueTask is a task on a list of several cases.
type DueTask struct {
	Case casebook.Case
	Task casebook.Task
}

// TasksDue gives the open tasks that are due by a day, of the cases whose
// private file the actor may read; nothing without the master key.
func (d *Desk) TasksDue(ctx context.Context, by access.Actor, until when.Day, limit int) (due []DueTask, err error) {
	v, err := d.view(by, access.ReadPrivateFile)
	if err != nil || d.ring == nil {
		return nil, nil
	}
	rows, err := v.TasksUntil(ctx, until, maxTasks)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	cases, parts, err := v.CasesOfTasks(ctx, rows)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		c, seen := cases[row.CaseID]
		if !seen || by.MayWith(access.ReadPrivateFile, access.RelationTo(by.ID, parts[row.CaseID])) != nil {
			continue
		}
		task, err := d.openTask(ctx, row)
		if err != nil {
			return nil, err
		}
		if due = append(due, DueTask{c, task}); len(due) == limit {
			break
		}
	}
	return due, nil
}

// maxTasks is how many open tasks are looked through for those of the cases
// that somebody may read.
const maxTasks = 1000

func (d *Desk) openTask(ctx context.Context, row store.SealedRow) (casebook.Task, error) {
	var task casebook.Task
	key, err := d.keyOf(ctx, d.store.Whole(), row.CaseID)
	if err != nil {
		return task, err
	}
	if key == nil {
		return task, d.broken(row, seal.ErrBroken)
	}
	if err := unseal(*key, row, &task); err != nil {
		return task, d.broken(row, err)
	}
	task.Line, task.Due, task.Assignee = lineOf(row), row.Due, row.Assignee
	return task, nil
}

// Colleague is somebody who may be given a task or a case.
type Colleague struct {
	ID   casebook.ID
	Name string
}

// Colleagues gives those with an account that is in use, by name.
func (d *Desk) Colleagues(ctx context.Context, by access.Actor) ([]Colleague, error) {
	if err := by.May(access.ReadCasebook); err != nil {
		return nil, err
	}
	users, err := d.store.Users(ctx)
	var list []Colleague
	for _, u := range users {
		if !u.Disabled {
			list = append(list, Colleague{u.ID, u.DisplayName})
		}
	}
	return list, err
}
