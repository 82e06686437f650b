//! Where on a page something stands.

use super::object::Object;

/// Left, bottom, right, top.
pub(super) type Area = [f64; 4];
/// From what is drawn to the sheet.
pub(super) type Matrix = [f64; 6];

pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Letters in a row: left, right, foot, size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) foot: f64,
    pub(super) size: f64,
}

impl Line {
    /// Whether something stands on the letters. An underline, or what is set above them, does not.
    pub(super) fn is_under(&self, [left, bottom, right, top]: &Area) -> bool {
        let (low, high) = (self.foot + 0.06 * self.size, self.foot + 0.6 * self.size);
        // What is less than a point broad hides no letter.
        self.from + 1.0 < *right && left + 1.0 < self.to && *bottom < high && low < *top
    }

    /// Whether it stands on a sheet of this breadth and height, a mark that hangs out of the edge included.
    pub(super) fn is_on(&self, [width, height]: [f64; 2]) -> bool {
        self.from >= -self.size && self.to <= width + self.size && self.foot >= 0.0 && self.foot + self.size <= height
    }
}

pub(super) fn matrix(operands: &[Object]) -> Matrix {
    let parts: Vec<f64> = operands.iter().filter_map(Object::number).collect();
    Matrix::try_from(parts).unwrap_or(IDENTITY)
}

/// One matrix behind another.
pub(super) fn times(first: &Matrix, then: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *first;
    let [g, h, i, j, k, l] = *then;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

/// A point on the sheet.
pub(super) fn point(x: f64, y: f64, moved: &Matrix) -> (f64, f64) {
    let [.., x, y] = times(&[1.0, 0.0, 0.0, 1.0, x, y], moved);
    (x, y)
}

/// What these points take up.
pub(super) fn around(points: &[(f64, f64)]) -> Area {
    let least = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    [least(|p| p.0), least(|p| p.1), most(|p| p.0), most(|p| p.1)]
}

/// Where a picture of one by one is.
pub(super) fn area(moved: &Matrix) -> Area {
    around(&[(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| point(x, y, moved)))
}

/// Whether a matrix moves, and turns the axis as the press does, but neither scales nor moves out of every sheet.
pub(super) fn is_in_place(operands: &[Object]) -> bool {
    let parts: Vec<f64> = operands.iter().filter_map(Object::number).collect();
    let [a, b, c, d, e, f] = parts[..] else { return false };
    let is = |value: f64, wanted: f64| (value - wanted).abs() < 1e-3;
    let near = |value: f64| (-100.0..5000.0).contains(&value);
    is(a.abs(), 1.0) && is(d.abs(), 1.0) && is(b, 0.0) && is(c, 0.0) && near(e) && near(f)
}
