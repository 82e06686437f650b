//! The table of elements, read from `elements.txt`, and the walk of a part along it.

use super::part::Node;
use super::values::fits;
use std::collections::HashMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Times {
    Once,
    Maybe,
    Any,
    Some,
}

#[derive(Debug)]
enum What {
    /// A child, and its type where our files have a use for it.
    Element(String, Option<String>),
    Group(String),
    Row(Vec<Particle>),
    OneOf(Vec<Particle>),
    AnyOrder(Vec<Particle>),
}

#[derive(Debug)]
struct Particle {
    what: What,
    times: Times,
}

#[derive(Debug)]
struct Attribute {
    name: String,
    kind: String,
    required: bool,
}

/// What the table says of one type, without what its base says.
#[derive(Debug, Default)]
struct Type {
    bases: Vec<String>,
    children: Vec<Particle>,
    attributes: Vec<Attribute>,
    text: Option<String>,
}

#[derive(Debug)]
pub struct Table {
    types: HashMap<String, Type>,
    words: HashMap<String, Vec<String>>,
}

/// A child that was found in its place, and the type it has there.
type Found<'t> = (usize, &'t str, Option<&'t str>);

struct Row<'n, 't> {
    children: &'n [Node],
    at: usize,
    found: Vec<Found<'t>>,
}

impl Table {
    pub fn read(text: &str) -> Self {
        let mut table = Table { types: HashMap::new(), words: HashMap::new() };
        let mut sections: Vec<(String, Vec<String>)> = Vec::new();
        for line in text.lines() {
            let said = line.split('#').next().unwrap_or_default();
            let mut tokens = said.split_whitespace().map(str::to_owned);
            if said.starts_with(' ') {
                sections.last_mut().expect("a type comes before what it holds").1.extend(tokens);
            } else if let Some(name) = tokens.next() {
                sections.push((name, tokens.collect()));
            }
        }
        for (name, tokens) in sections {
            if tokens.first().is_some_and(|token| token == "=") {
                table.words.insert(name, tokens[1..].to_vec());
            } else {
                let found = table.types.insert(name.clone(), read_type(&tokens));
                assert!(found.is_none(), "{name} is there twice");
            }
        }
        table.check();
        table
    }

    /// Every name that the table mentions is explained in it.
    fn check(&self) {
        fn names<'t>(particles: &'t [Particle], out: &mut Vec<&'t str>) {
            for particle in particles {
                match &particle.what {
                    What::Element(_, kind) => out.extend(kind.as_deref()),
                    What::Group(name) => out.push(name),
                    What::Row(inner) | What::OneOf(inner) | What::AnyOrder(inner) => names(inner, out),
                }
            }
        }
        for (name, kind) in &self.types {
            let mut mentioned: Vec<&str> = kind.bases.iter().map(String::as_str).collect();
            names(&kind.children, &mut mentioned);
            for other in mentioned {
                assert!(self.types.contains_key(other), "{name} needs {other}, which the table does not explain");
            }
            for Attribute { name: attribute, kind, .. } in &kind.attributes {
                let known = self.words.contains_key(kind) || fits(kind, "").is_some();
                assert!(known, "{name}/@{attribute}: nobody knows {kind}");
            }
        }
    }

    /// The faults of an element and all below it.
    pub fn faults(&self, part: &str, root: &Node, kind: &str) -> Vec<String> {
        let mut out = Vec::new();
        self.walk(&format!("{part}: {}", root.name), root, kind, &mut out);
        out
    }

    fn walk(&self, path: &str, node: &Node, kind: &str, out: &mut Vec<String>) {
        self.attributes(path, node, kind, out);
        if !node.text.trim().is_empty() && self.text(kind).is_none() {
            out.push(format!("{path}: no place for {:?}", node.text.trim()));
        }
        if let Some(text) = self.text(kind)
            && !self.fits(text, &node.text)
        {
            out.push(format!("{path}: {:?} is no {text}", node.text));
        }
        let mut row = Row { children: &node.children, at: 0, found: Vec::new() };
        let done = self.of_type(kind, &mut row);
        if let Err(missing) = &done {
            out.push(format!("{path} ({kind}): {missing} is missing"));
        } else if let Some(next) = node.children.get(row.at) {
            let before = row.at.checked_sub(1).map_or("the beginning", |at| &node.children[at].name);
            out.push(format!("{path} ({kind}): {} may not stand behind {before}", next.name));
        }
        for (at, name, kind) in row.found {
            let child = &node.children[at];
            match kind {
                Some(kind) => self.walk(&format!("{path}/{}[{}]", name, at + 1), child, kind, out),
                None => out.push(format!("{path}: {name} is not explained in the table")),
            }
        }
    }

    fn attributes(&self, path: &str, node: &Node, kind: &str, out: &mut Vec<String>) {
        let known = self.all_attributes(kind);
        for (name, value) in &node.attributes {
            match known.iter().find(|known| known.name == *name) {
                Some(known) if !self.fits(&known.kind, value) => {
                    out.push(format!("{path}/@{name}: {value:?} is no {}", known.kind));
                }
                Some(_) => {}
                None => out.push(format!("{path} ({kind}): no attribute {name}")),
            }
        }
        for known in known.iter().filter(|known| known.required) {
            if node.attribute(&known.name).is_none() {
                out.push(format!("{path} ({kind}): the attribute {} is missing", known.name));
            }
        }
    }

    fn fits(&self, kind: &str, value: &str) -> bool {
        match self.words.get(kind) {
            Some(words) => words.iter().any(|word| word == value),
            None => fits(kind, value).unwrap_or(false),
        }
    }

    fn type_of(&self, kind: &str) -> &Type {
        &self.types[kind]
    }

    fn all_attributes(&self, kind: &str) -> Vec<&Attribute> {
        let own = self.type_of(kind);
        let mut out: Vec<&Attribute> = own.bases.iter().flat_map(|base| self.all_attributes(base)).collect();
        out.extend(&own.attributes);
        out
    }

    fn text(&self, kind: &str) -> Option<&str> {
        self.type_of(kind).text.as_deref()
    }

    fn of_type<'t>(&'t self, kind: &str, row: &mut Row<'_, 't>) -> Result<bool, String> {
        let own = self.type_of(kind);
        let mut took = false;
        for base in &own.bases {
            took |= self.of_type(base, row)?;
        }
        Ok(self.in_order(&own.children, row)? || took)
    }

    fn in_order<'t>(&'t self, particles: &'t [Particle], row: &mut Row<'_, 't>) -> Result<bool, String> {
        let mut took = false;
        for particle in particles {
            took |= self.take(particle, row)?;
        }
        Ok(took)
    }

    /// Takes as many children as fit; false when none did and none had to, an error when one that has to be there is not. The
    /// content models of the standard never need a second look: the first that fits is the right one.
    fn take<'t>(&'t self, particle: &'t Particle, row: &mut Row<'_, 't>) -> Result<bool, String> {
        let mut took = false;
        loop {
            let from = row.at;
            match self.once(&particle.what, row) {
                Ok(true) => took = true,
                Ok(false) => return Ok(took),
                Err(missing) if row.at > from => return Err(missing),
                Err(_) if took || matches!(particle.times, Times::Maybe | Times::Any) => return Ok(took),
                Err(missing) => return Err(missing),
            }
            if matches!(particle.times, Times::Once | Times::Maybe) {
                return Ok(true);
            }
        }
    }

    fn once<'t>(&'t self, what: &'t What, row: &mut Row<'_, 't>) -> Result<bool, String> {
        match what {
            What::Element(name, kind) => {
                if row.children.get(row.at).is_none_or(|child| child.name != *name) {
                    return Err(name.clone());
                }
                row.found.push((row.at, name, kind.as_deref()));
                row.at += 1;
                Ok(true)
            }
            What::Group(name) => self.of_type(name, row),
            What::Row(inner) => self.in_order(inner, row),
            What::OneOf(inner) => {
                let mut nothing = false;
                for particle in inner {
                    let from = row.at;
                    match self.take(particle, row) {
                        Ok(true) => return Ok(true),
                        Ok(false) => nothing = true,
                        Err(missing) if row.at > from => return Err(missing),
                        Err(_) => {}
                    }
                }
                if nothing { Ok(false) } else { Err("one of several".into()) }
            }
            What::AnyOrder(inner) => {
                let mut used = vec![false; inner.len()];
                let mut took = false;
                'next: loop {
                    for (at, particle) in inner.iter().enumerate().filter(|(at, _)| !used[*at]) {
                        if self.take(particle, row) == Ok(true) {
                            (used[at], took) = (true, true);
                            continue 'next;
                        }
                    }
                    return Ok(took);
                }
            }
        }
    }
}

fn read_type(tokens: &[String]) -> Type {
    let mut out = Type::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some(base) = token.strip_prefix('+') {
            assert!(out.children.is_empty(), "what a base says comes first");
            out.bases.push(base.to_owned());
            at += 1;
        } else if let Some(attribute) = token.strip_prefix('@') {
            let (name, kind) = attribute.split_once('=').expect("an attribute has a type");
            let required = !kind.ends_with('?');
            let (name, kind) = (name.to_owned(), kind.trim_end_matches('?').to_owned());
            out.attributes.push(Attribute { name, kind, required });
            at += 1;
        } else if let Some(kind) = token.strip_prefix("text=") {
            out.text = Some(kind.to_owned());
            at += 1;
        } else {
            out.children.push(particle(tokens, &mut at));
        }
    }
    out
}

fn times(token: &str) -> (&str, Times) {
    match token.chars().last() {
        Some('?') => (&token[..token.len() - 1], Times::Maybe),
        Some('*') => (&token[..token.len() - 1], Times::Any),
        Some('+') => (&token[..token.len() - 1], Times::Some),
        _ => (token, Times::Once),
    }
}

fn particle(tokens: &[String], at: &mut usize) -> Particle {
    let token = &tokens[*at];
    *at += 1;
    if token == "(" {
        let mut inner = Vec::new();
        let mut between = None;
        loop {
            let token = tokens.get(*at).expect("a bracket closes");
            if token.starts_with(')') {
                let times = times(token).1;
                *at += 1;
                let what = match between {
                    Some("|") => What::OneOf(inner),
                    Some(_) => What::AnyOrder(inner),
                    None => What::Row(inner),
                };
                return Particle { what, times };
            }
            if token == "|" || token == "&" {
                between = Some(token.as_str());
                *at += 1;
                continue;
            }
            inner.push(particle(tokens, at));
        }
    }
    let (token, times) = times(token);
    let what = match token.split_once('=') {
        Some((name, kind)) => What::Element(name.to_owned(), Some(kind.to_owned())),
        None if token.starts_with("EG_") => What::Group(token.to_owned()),
        None => What::Element(token.to_owned(), None),
    };
    Particle { what, times }
}
