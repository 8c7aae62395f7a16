package sqlite

import (
	"container/list"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
)

// What each connection keeps: so many prepared statements, and so many bytes of
// SQL in all, since a statement takes about eight times its text: two megabytes
// at most.
//
// GORM writes every statement anew, and to parse one costs SQLite more than to
// run it: half the processor time of a page of the desk, before it was kept.
const (
	keptStatements = 128
	keptText       = 256 << 10
)

// conn is what a connection of the driver can do.
type conn interface {
	driver.Conn
	driver.Pinger
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.SessionResetter
	driver.Validator
}

// statement is what a prepared statement of the driver can do.
type statement interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// columns are rows that say what they hold.
type columns interface {
	driver.Rows
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeLength
	driver.RowsColumnTypeNullable
	driver.RowsColumnTypePrecisionScale
	driver.RowsColumnTypeScanType
}

// keeping opens connections that keep what they prepared.
type keeping struct{ driver.Connector }

func (k keeping) Connect(ctx context.Context) (driver.Conn, error) {
	opened, err := k.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	c, ok := opened.(conn)
	if !ok {
		return nil, fmt.Errorf("sqlite: a connection is a %T, which lacks what is asked of one", opened)
	}
	return &keeper{conn: c, known: map[string]*list.Element{}, order: list.New()}, nil
}

// keeper is a connection with the statements it keeps: the one used last in
// front. One that is being read from is taken out, so that the same text can
// be asked again meanwhile. database/sql calls it under one lock.
type keeper struct {
	conn
	known map[string]*list.Element
	order *list.List
	text  int // bytes of SQL of those kept
}

// prepared is a statement with its text.
type prepared struct {
	statement
	text string
}

// keeps reports whether a statement is worth keeping. A pragma is not: it may
// act while it is prepared.
func keeps(text string) bool {
	verb, _, _ := strings.Cut(text[:min(len(text), 10)], " ")
	switch strings.ToUpper(verb) {
	case "SELECT", "INSERT", "UPDATE", "DELETE", "WITH":
		return true
	}
	return false
}

// take gives a statement that nobody uses, prepared now if none is kept.
func (k *keeper) take(ctx context.Context, text string) (*prepared, error) {
	if e := k.known[text]; e != nil {
		return k.forget(e), nil
	}
	made, err := k.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	s, ok := made.(statement)
	if !ok {
		return nil, fmt.Errorf("sqlite: a statement is a %T, which lacks what is asked of one", made)
	}
	return &prepared{s, text}, nil
}

// give keeps a statement for the next who asks the same, and lets go of those
// that were not asked for longest.
func (k *keeper) give(p *prepared) error {
	if k.known[p.text] != nil {
		return p.Close()
	}
	k.known[p.text] = k.order.PushFront(p)
	k.text += len(p.text)
	for k.order.Len() > keptStatements || k.text > keptText {
		if err := k.forget(k.order.Back()).Close(); err != nil {
			return err
		}
	}
	return nil
}

func (k *keeper) forget(e *list.Element) *prepared {
	p := k.order.Remove(e).(*prepared)
	delete(k.known, p.text)
	k.text -= len(p.text)
	return p
}

// ExecContext runs a kept statement. One that failed is not kept.
func (k *keeper) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	if !keeps(text) {
		return k.conn.ExecContext(ctx, text, args)
	}
	p, err := k.take(ctx, text)
	if err != nil {
		return nil, err
	}
	result, err := p.ExecContext(ctx, args)
	if err != nil {
		_ = p.Close() // its own error is what is told
		return nil, err
	}
	return result, k.give(p)
}

// QueryContext asks a kept statement, which comes back when its rows are
// closed. One that failed is not kept.
func (k *keeper) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	if !keeps(text) {
		return k.conn.QueryContext(ctx, text, args)
	}
	p, err := k.take(ctx, text)
	if err != nil {
		return nil, err
	}
	rows, err := p.QueryContext(ctx, args)
	if err != nil {
		_ = p.Close() // its own error is what is told
		return nil, err
	}
	typed, ok := rows.(columns)
	if !ok {
		_ = errors.Join(rows.Close(), p.Close())
		return nil, fmt.Errorf("sqlite: rows are a %T, which lacks what is asked of them", rows)
	}
	return &borrowed{typed, k, p}, nil
}

// borrowed are rows that give their statement back when they are closed.
type borrowed struct {
	columns
	from *keeper
	of   *prepared
}

func (b *borrowed) Close() error {
	if err := b.columns.Close(); err != nil {
		_ = b.of.Close()
		return err
	}
	return b.from.give(b.of)
}

// Close lets go of every statement, and of the connection.
func (k *keeper) Close() error {
	for k.order.Len() > 0 {
		_ = k.forget(k.order.Back()).Close() // what is left of them ends with the connection
	}
	return k.conn.Close()
}
