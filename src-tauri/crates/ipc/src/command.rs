//! The table of commands: name, input, output, once.

use crate::*;
use ts_rs::{Config, TS};

macro_rules! commands {
    ($($(#[doc = $doc:literal])* $name:ident ( $($input:ty)? ) -> $output:ty;)*) => {
        /// All commands, in the order of the table.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),*];

        fn command_lines(cfg: &Config) -> String {
            let mut out = String::new();
            $(
                $( out.push_str(&format!("  /**{} */\n", $doc)); )*
                let input: Option<String> = None $(.or(Some(<$input as TS>::name(cfg))))?;
                out.push_str(&format!(
                    "  {}: {{ input: {}; output: {} }};\n",
                    stringify!($name), input.unwrap_or_else(|| "void".into()), <$output as TS>::name(cfg),
                ));
            )*
            out
        }
    };
}

commands! {
    /// What the window needs at start.
    app_info() -> AppInfo;
    /// The window has painted its first page (for the start-up figure).
    app_ready() -> ();
    /// Ends the program, after everything is saved.
    app_quit() -> ();
    /// Sets who signs the changes.
    person_set(PersonInput) -> model::Person;
    /// Replaces the settings.
    settings_set(Settings) -> Settings;
    /// Keeps the window's own memory.
    view_set(ViewInput) -> ();
    /// Rows of the desk, or of the bin.
    desk_list(ListInput) -> PieceList;
    /// A new, empty piece.
    piece_new() -> PieceOpened;
    /// Loads a piece for editing.
    piece_open(IdInput) -> PieceOpened;
    /// Changes a text; returns when the change is on the disk.
    piece_edit(EditInput) -> EditAck;
    /// The changes of a text since a version.
    piece_pull(PullInput) -> Pulled;
    /// Sets outlet, date, language, length, keywords.
    piece_details(DetailsInput) -> Details;
    /// Renames the slugline; returns it as it is now.
    piece_rename(RenameInput) -> String;
    /// A copy with a name of its own; returns its id.
    piece_duplicate(IdInput) -> String;
    /// Moves a piece to the bin.
    piece_bin(IdInput) -> ();
    /// Takes a piece out of the bin.
    piece_unbin(IdInput) -> ();
    /// Takes every piece in the bin off the desk for good, after a backup; returns how many.
    bin_empty(BinInput) -> u32;
    /// Keeps a named version.
    version_save(VersionInput) -> VersionSaved;
    /// The history of a piece, newest first.
    history_list(HistoryInput) -> History;
    /// The page of a piece as it was.
    history_page(MomentInput) -> Preview;
    /// The difference between two moments.
    history_compare(CompareInput) -> Compared;
    /// Makes a piece read as it did; slugline and stage stay.
    history_restore(MomentInput) -> Restored;
    /// Puts one paragraph back as it was.
    history_restore_paragraph(RestoreParagraphInput) -> Restored;
    /// Who wrote a text.
    history_authors(AuthorsInput) -> Authors;
    /// How the desk folder stands.
    folder_get() -> FolderStatus;
    /// Chooses the desk folder, or gives it up.
    folder_set(FolderInput) -> FolderStatus;
    /// Has the files of the folder show what changed since a role agreed, or the clean texts.
    folder_show(FolderShowInput) -> FolderStatus;
    /// Answers a pause or a problem of the folder.
    folder_answer(FolderAnswer) -> FolderStatus;
    /// What waits for a decision in a piece.
    collision_list(IdInput) -> Vec<Collision>;
    /// Decides a collision.
    collision_decide(DecideInput) -> ();
    /// Changes, comments and sign-offs of a piece.
    review_get(ReviewInput) -> Review;
    /// Accepts changes into the role's baseline, or puts the baseline's words back.
    review_decide(ReviewDecideInput) -> ReviewDecided;
    /// Takes a decision back.
    review_undo(ReviewUndoInput) -> ();
    /// What waits for a person or a role, over all pieces.
    review_waiting(WaitingInput) -> Vec<Waiting>;
    /// Makes a comment or a query.
    comment_add(CommentInput) -> Comment;
    /// Answers, rewords, deletes, settles, reopens, assigns, reattaches.
    comment_act(CommentActInput) -> ();
    /// A role agrees to the text now.
    signoff_add(SignOffInput) -> SignOff;
    /// Says whether a role has to read a piece.
    signoff_need(NeedInput) -> ();
    /// Where a piece stands and where it can go.
    flow_get(IdInput) -> Flow;
    /// Moves a piece to another stage.
    flow_step(StepInput) -> Flow;
    /// Sets owner, due time, embargo, why there is no length, and the outlet.
    flow_set(FlowSetInput) -> Flow;
    /// The outlets that a piece can go out for.
    outlet_list() -> Vec<OutletRow>;
    /// An outlet, to be looked at and changed.
    outlet_get(OutletKeyInput) -> OutletSheet;
    /// What a profile says that it should not.
    outlet_check(model::OutletProfile) -> Vec<OutletRemark>;
    /// Keeps an outlet of the desk's own: a new one, or one as it is now.
    outlet_keep(OutletKeepInput) -> OutletRow;
    /// Takes an outlet of the desk's own away.
    outlet_remove(OutletKeyInput) -> ();
    /// Takes a profile's file into the desk.
    outlet_import(OutletSource) -> OutletRow;
    /// Writes an outlet as a file that can be mailed.
    outlet_export(OutletFileInput) -> Written;
    /// Asks for a profile's file; none when the person cancels.
    dialog_outlet() -> Option<String>;
    /// A headline is shown to somebody, or was.
    headline_show(HeadlineShowInput) -> ();
    /// What somebody said of a headline.
    headline_answer(HeadlineAnswerInput) -> ();
    /// What is open while somebody seals, in sentences.
    seal_look(IdInput) -> Vec<String>;
    /// Seals the text now.
    seal_add(IdInput) -> SealView;
    /// Holds a file or a text against the seals.
    seal_verify(VerifyInput) -> Verified;
    /// Writes a file for reading back.
    readback_export(ReadbackInput) -> Written;
    /// Reads an answer that came back.
    readback_import(ReadbackReplyInput) -> ReadbackRead;
    /// Makes pieces of files.
    import_files(ImportInput) -> Vec<Imported>;
    /// Sorts a pasted page into an empty piece.
    import_paste(PasteInput) -> Imported;
    /// Takes a paste or import back: the texts are again what they were before it.
    import_undo(IdInput) -> ();
    /// The receipt of a piece's import.
    receipt_get(IdInput) -> Option<ReceiptView>;
    /// Puts what was set aside back into the body.
    receipt_put_back(PutBackInput) -> ReceiptView;
    /// The outlet's page; from now on events bring its changes.
    preview_open(IdInput) -> Preview;
    /// A picture as an address that holds it (`data:…`); none when the desk does not have it.
    picture_get(PictureInput) -> Option<String>;
    /// Gives a piece a picture; returns the address by which the text calls it.
    picture_add(PictureAddInput) -> PictureAdded;
    /// Asks for the file of a picture; none when the person cancels.
    dialog_picture() -> Option<String>;
    /// Counts the words of a selection.
    text_count(CountInput) -> Counted;
    /// Rich text from the clipboard as Markdown.
    paste_clean(CleanInput) -> Cleaned;
    /// What the outlet of a piece would change of quotation marks and dashes in these texts.
    house_look(HouseInput) -> HouseSet;
    /// A piece in another form, as text.
    export_text(ExportInput) -> Exported;
    /// A sheet of a piece as it would be printed.
    sheet_get(SheetInput) -> PrintSheet;
    /// Opens a piece as PDF in the system's own program, from which it is printed, and keeps that it left.
    print_open(PrintInput) -> ();
    /// What stops a piece that leaves, or should be looked at.
    export_check(ExportCheckInput) -> Vec<LeavingFinding>;
    /// Writes a piece to a file, and keeps that it left.
    export_file(ExportFileInput) -> Sent;
    /// Looks through pieces that are to leave together.
    several_check(SeveralInput) -> Vec<SeveralChecked>;
    /// Writes pieces together, and keeps of each that it left. `several_progress` tells how far it is.
    several_export(SeveralInput) -> SeveralSent;
    /// Stops the writing of several pieces after the one at hand.
    several_cancel() -> ();
    /// Keeps that a piece left through the clipboard.
    export_copied(ExportCopiedInput) -> ExportRow;
    /// What left of a piece, the newest first.
    export_list(IdInput) -> Vec<ExportRow>;
    /// Puts an error right that was printed, and lists what left with it.
    correction_make(CorrectInput) -> Corrected;
    /// The corrections of a piece, the newest first, with what left with each error.
    correction_list(IdInput) -> Vec<Corrected>;
    /// From where on the history of a piece can travel; the first is meant when nobody chooses.
    packet_starts(IdInput) -> Vec<PacketStart>;

    /// What would travel in a packet; nothing is written.
    packet_look(PacketLookInput) -> PacketContents;

    /// Writes a piece as a packet.
    packet_write(PacketInput) -> PacketContents;
    /// Asks for files to open; empty when the person cancels.
    dialog_open() -> Vec<String>;
    /// Asks where to save; none when the person cancels.
    dialog_save(SaveDialogInput) -> Option<String>;
    /// Asks for a folder; none when the person cancels.
    dialog_folder() -> Option<String>;
    /// Why the desk can't be opened (recovery window only).
    recovery_get() -> RecoveryView;
    /// Opens the newest sound backup; the database is kept aside.
    recovery_restore() -> ();
    /// Writes what can be read as Markdown files into a folder that the person chooses.
    recovery_rescue() -> Rescued;
    /// Puts the database aside and begins with an empty desk.
    recovery_fresh() -> ();
    /// Tries to open the desk again.
    recovery_retry() -> ();
    /// Ends the program.
    recovery_quit() -> ();
    /// Opens a link in the system's browser or mail program.
    link_open(LinkInput) -> ();
}

macro_rules! declare {
    ($cfg:expr, $($ty:ty),* $(,)?) => {{
        let mut out = String::new();
        $( out.push_str(&format!("export {}\n", <$ty as TS>::decl($cfg))); )*
        out
    }};
}

/// The TypeScript of the wire: all types, and the table of commands.
pub fn typescript() -> String {
    let cfg = &Config::default().with_large_int("number");
    let types = declare!(
        cfg,
        model::Field,
        model::Stage,
        model::Splice,
        model::Person,
        model::ReceiptKind,
        model::ReceiptEntry,
        model::DateStyle,
        model::OutletProfile,
        model::HeadlineLimits,
        model::LengthRule,
        model::PageDesign,
        model::PaperSize,
        model::HouseStyle,
        model::Wording,
        model::Furniture,
        model::Exclusivity,
        model::Rights,
        model::TrustLink,
        model::Handover,
        model::HandoverNeed,
        model::LengthBand,
        ErrorCode,
        IpcError,
        SaveState,
        DeskEvent,
        AppInfo,
        FirstLook,
        Theme,
        Settings,
        PersonInput,
        IdInput,
        FolderStatus,
        FolderProblem,
        Neighbour,
        FolderInput,
        FolderShowInput,
        FolderAnswer,
        Collision,
        Take,
        DecideInput,
        model::review::ChangeKind,
        model::review::CommentKind,
        model::review::How,
        model::review::Decision,
        model::review::Answer,
        model::review::Found,
        model::review::Need,
        model::review::Standing,
        model::review::Action,
        model::review::Requirement,
        Baseline,
        ReviewInput,
        BaselineChoice,
        ChangePart,
        ReviewChange,
        DecidedChange,
        CommentReply,
        Comment,
        Touched,
        SignOff,
        SealView,
        HeadlineAnswered,
        HeadlineShown,
        ReviewText,
        ReviewVersion,
        Review,
        ReviewDecideInput,
        ReviewDecided,
        ReviewUndoInput,
        CommentInput,
        CommentAct,
        CommentActInput,
        SignOffInput,
        NeedInput,
        StepNeed,
        Step,
        StepMade,
        OutletChoice,
        OutletRow,
        OutletKeyInput,
        OutletRemark,
        OutletSheet,
        OutletKeepInput,
        OutletSource,
        OutletFileInput,
        Flow,
        StepInput,
        FlowSetInput,
        HeadlineShowInput,
        HeadlineAnswerInput,
        VerifyInput,
        Verified,
        ReadbackInput,
        ReadbackReplyInput,
        ReadbackRead,
        WaitingInput,
        Waiting,
        RecoveryView,
        Rescued,
        HistoryKind,
        HistoryInput,
        VersionMark,
        HistoryEntry,
        SeenMoment,
        History,
        CompareInput,
        RunKind,
        ComparedRun,
        ParagraphChange,
        ComparedParagraph,
        ComparedField,
        DetailChange,
        Compared,
        MomentInput,
        RestoreParagraphInput,
        Restored,
        AuthorsInput,
        AuthorStretch,
        Authors,
        ViewInput,
        ListInput,
        PieceRow,
        SnippetPart,
        StageCount,
        PieceList,
        Update,
        FieldText,
        Details,
        DetailsInput,
        PieceOpened,
        EditInput,
        EditAck,
        PullInput,
        Pulled,
        RenameInput,
        VersionInput,
        VersionSaved,
        ImportInput,
        Imported,
        PasteInput,
        ReceiptView,
        PutBackInput,
        Preview,
        PreviewPatch,
        PictureInput,
        PictureSource,
        PictureAddInput,
        PictureAdded,
        CountInput,
        Counted,
        CleanInput,
        Cleaned,
        HouseText,
        HouseInput,
        HouseField,
        HouseSet,
        ExportFormat,
        ExportInput,
        Exported,
        SheetInput,
        PrintInput,
        PrintSheet,
        SentEntry,
        Sent,
        ExportFileInput,
        LeavingFinding,
        Together,
        SeveralInput,
        SeveralChecked,
        LeftOut,
        SetOtherwise,
        SeveralSent,
        ExportCheckInput,
        ExportCopiedInput,
        ExportRow,
        CorrectInput,
        Carried,
        Corrected,
        Written,
        PacketContents,
        PacketInput,
        PacketLookInput,
        PacketStart,
        BinInput,
        Erasure,
        SaveDialogInput,
        LinkInput,
    );
    format!(
        "// Written by `cargo xtask types` from src-tauri/crates/ipc. Do not edit.\n\n{types}\n/** Every command of the desk. */\nexport interface Commands {{\n{}}}\n",
        command_lines(cfg)
    )
}
