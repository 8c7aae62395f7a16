package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"gorm.io/gorm"

	"habeas/internal/casebook"
	"habeas/internal/evidence"
	"habeas/internal/fault"
)

// Tx is one transaction. Reads inside it see what it has written. It belongs
// to the goroutine that runs it.
type Tx struct {
	reads
	Now      time.Time // the one instant of everything it writes
	ctx      context.Context
	changed  bool
	recorded bool
	touched  touched
	head     *evidence.Head // of the history, once something was appended
}

// Write runs fn in one transaction: all of it is kept, or none. A change to the
// casebook without a revision is not kept either, and neither is anything when
// fn panics. While another process writes it waits for five seconds, and then
// gives fault.Unavailable.
func (s *Store) Write(ctx context.Context, fn func(tx *Tx) error) error {
	return s.transact(ctx, func(db *gorm.DB) error {
		tx := &Tx{reads: reads{db: db, within: true}, Now: s.now().UTC().Truncate(time.Microsecond), ctx: ctx, touched: newTouched()}
		if err := fn(tx); err != nil {
			return err
		}
		if tx.changed && !tx.recorded {
			return errors.New("store: the casebook was changed without a revision")
		}
		return tx.index()
	})
}

// transact runs fn in a transaction on the connection that writes. GORM rolls
// back when fn fails or panics.
func (s *Store) transact(ctx context.Context, fn func(db *gorm.DB) error) error {
	fine := false
	err := s.write.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		err := fn(db)
		fine = err == nil
		return err
	})
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if fine { // it did not commit, and SQLite may hold it open for another try
		_ = s.write.WithContext(context.WithoutCancel(ctx)).Exec("ROLLBACK").Error
	}
	return asFault(err)
}

// Insert adds a row of the casebook. It gives fault.Invalid at the field whose
// value is taken, and fault.Conflict when what the row points at is not there.
func Insert[T any](tx *Tx, row *T) error {
	tx.changed = true
	tx.touched.note(row)
	return asFault(rowsOf[T](tx.db).Create(tx.ctx, row))
}

// Update writes the named fields of a row, empty ones too. A row that carries
// a version is saved only if nobody saved it since it was read, and carries the
// next version afterwards; otherwise Update gives fault.Conflict, or
// fault.NotFound when the row is gone.
func Update[T any](tx *Tx, row *T, fields ...string) error {
	table, values, err := named(tx, row, fields)
	if err != nil {
		return err
	}
	v := reflect.ValueOf(row).Elem()
	where := tx.db.Table(table).Where("id = ?", v.FieldByName("ID").Interface())
	version, updated := v.FieldByName("Version"), v.FieldByName("UpdatedAt")
	if version.IsValid() {
		where = where.Where("version = ?", version.Int())
		values["version"] = version.Int() + 1
	}
	if updated.IsValid() {
		values["updated_at"] = tx.Now
	}
	tx.changed = true
	_, merged := values["merged_into"]
	if _, moved := values["person_id"]; moved || merged || kinds[reflect.TypeFor[T]()] != casebook.OnCase {
		tx.touched.note(row)
	}
	done := where.Updates(values)
	if done.Error != nil {
		return asFault(done.Error)
	}
	if done.RowsAffected == 0 {
		return tx.lost(table, v)
	}
	if version.IsValid() {
		version.SetInt(version.Int() + 1)
	}
	if updated.IsValid() {
		updated.Set(reflect.ValueOf(tx.Now))
	}
	return nil
}

// named gives the table of a row and the values of the fields to be saved.
// What the store keeps by itself cannot be named.
func named[T any](tx *Tx, row *T, fields []string) (table string, values map[string]any, err error) {
	s, err := shape(tx.db, row)
	if err != nil {
		return "", nil, err
	}
	values = map[string]any{}
	for _, name := range fields {
		f := s.LookUpField(name)
		if f == nil || f.Name == "ID" || f.Name == "Version" || f.Name == "UpdatedAt" {
			return "", nil, fmt.Errorf("store: %s has no field %q to be saved", s.Table, name)
		}
		values[f.DBName] = f.ReflectValueOf(tx.ctx, reflect.ValueOf(row).Elem()).Interface()
	}
	if len(values) == 0 {
		return "", nil, fmt.Errorf("store: no field of %s was named to be saved", s.Table)
	}
	return s.Table, values, nil
}

// lost says why an update reached no row.
func (tx *Tx) lost(table string, v reflect.Value) error {
	var n int64
	if err := tx.db.Table(table).Where("id = ?", v.FieldByName("ID").Interface()).Count(&n).Error; err != nil {
		return asFault(err)
	}
	if n == 0 {
		return missing()
	}
	return fault.New(fault.Conflict, "Somebody else saved this first. Compare what is stored now with your text, and save again.")
}

// Delete removes a row of the casebook. Rows that others point at stay, with
// fault.Conflict; a citation, a claim or a position points at what it is about.
func Delete[T any](tx *Tx, id casebook.ID) error {
	tx.changed = true
	if kind, ok := kinds[reflect.TypeFor[T]()]; ok {
		if err := tx.pointedAt(kind, id); err != nil {
			return err
		}
	}
	row, err := Get[T](tx.ctx, tx, id)
	if err != nil {
		return err
	}
	tx.touched.note(row)
	if _, ok := any(row).(*casebook.Case); ok {
		if err := forget(tx.db, id); err != nil {
			return err
		}
	}
	_, err = rowsOf[T](tx.db).Where("id = ?", id).Delete(tx.ctx)
	return asFault(err)
}

// saidAbout says what must go first, by the table that points at a subject.
var saidAbout = map[string]fault.Format{
	"citations": "Something is still said about this. Remove its citations first.",
	"claims":    "Something is still said about this. Remove its claims first.",
	"positions": "Something is still said about this. Remove its positions first.",
}

// pointedAt gives fault.Conflict when something is said about a subject.
// Foreign keys cannot see this: what is said may be about any table.
func (tx *Tx) pointedAt(kind casebook.SubjectKind, id casebook.ID) error {
	for table, refusal := range saidAbout {
		var n int64
		err := tx.db.Table(table).Where("subject_kind = ? AND subject_id = ?", kind, id).Count(&n).Error
		if err != nil {
			return asFault(err)
		}
		if n > 0 {
			return fault.New(fault.Conflict, refusal)
		}
	}
	return nil
}

// kinds names the kind of subject that each type of row is.
var kinds = map[reflect.Type]casebook.SubjectKind{
	reflect.TypeFor[casebook.Case]():           casebook.OnCase,
	reflect.TypeFor[casebook.Person]():         casebook.OnPerson,
	reflect.TypeFor[casebook.Name]():           casebook.OnName,
	reflect.TypeFor[casebook.Group]():          casebook.OnGroup,
	reflect.TypeFor[casebook.Slot]():           casebook.OnSlot,
	reflect.TypeFor[casebook.Overlap]():        casebook.OnOverlap,
	reflect.TypeFor[casebook.Consent]():        casebook.OnConsent,
	reflect.TypeFor[casebook.Charge]():         casebook.OnCharge,
	reflect.TypeFor[casebook.Event]():          casebook.OnEvent,
	reflect.TypeFor[casebook.ReleaseEvent]():   casebook.OnReleaseEvent,
	reflect.TypeFor[casebook.MechanismClaim](): casebook.OnMechanism,
	reflect.TypeFor[casebook.Release]():        casebook.OnRelease,
	reflect.TypeFor[casebook.Confirmation]():   casebook.OnConfirmation,
	reflect.TypeFor[casebook.Condition]():      casebook.OnCondition,
	reflect.TypeFor[casebook.Facility]():       casebook.OnFacility,
	reflect.TypeFor[casebook.Source]():         casebook.OnSource,
	reflect.TypeFor[casebook.Capture]():        casebook.OnCapture,
	reflect.TypeFor[casebook.Claim]():          casebook.OnClaim,
	reflect.TypeFor[casebook.Count]():          casebook.OnCount,
	reflect.TypeFor[casebook.Position]():       casebook.OnPosition,
	reflect.TypeFor[casebook.Advisory]():       casebook.OnAdvisory,
	reflect.TypeFor[casebook.ContextEvent]():   casebook.OnContext,
	reflect.TypeFor[casebook.List]():           casebook.OnList,
	reflect.TypeFor[casebook.Entry]():          casebook.OnEntry,
	reflect.TypeFor[casebook.Unnamed]():        casebook.OnUnnamed,
	reflect.TypeFor[casebook.Awaiting]():       casebook.OnAwaiting,
	reflect.TypeFor[casebook.Assessment]():     casebook.OnAssessment,
	reflect.TypeFor[casebook.Finding]():        casebook.OnFinding,
	reflect.TypeFor[casebook.Proceeding]():     casebook.OnProceeding,
	reflect.TypeFor[casebook.HelpPage]():       casebook.OnHelp,
}

// NextRef gives the next reference of a country and year. A number is never
// given twice, whatever becomes of its case.
func (tx *Tx) NextRef(country string, year int) (casebook.Ref, error) {
	var last int
	err := tx.db.Raw(`INSERT INTO serials (country, year, last) VALUES (?, ?, 1)
		ON CONFLICT (country, year) DO UPDATE SET last = last + 1 RETURNING last`, country, year).Scan(&last).Error
	return casebook.Ref(fmt.Sprintf("%s-%04d-%04d", country, year, last)), asFault(err)
}

// TakeRef marks a reference that another store has given as given here, too.
// It answers with fault.Invalid for what is none.
func (tx *Tx) TakeRef(ref casebook.Ref) error {
	var country string
	var year, number int
	if n, err := fmt.Sscanf(strings.ReplaceAll(string(ref), "-", " "), "%2s %4d %d", &country, &year, &number); err != nil || n != 3 {
		return fault.New(fault.Invalid, "“%s” is not a reference of a case, like VE-2026-0042.", ref)
	}
	return asFault(tx.db.Exec(`INSERT INTO serials (country, year, last) VALUES (?, ?, ?)
		ON CONFLICT (country, year) DO UPDATE SET last = max(last, excluded.last)`, country, year, number).Error)
}
