//! The handlers. One for each entry of the table in `ipc`; a test in `tidy` compares the lists.

mod app;
mod exports;
mod folder;
mod history;
mod imports;
mod outlets;
mod pictures;
mod pieces;
mod recovery;
mod review;
mod system;

pub(crate) use recovery::Recovery;
use tauri::{Builder, Runtime};

/// The builder with all handlers.
pub fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.invoke_handler(tauri::generate_handler![
        app::app_info,
        app::app_ready,
        app::app_quit,
        app::person_set,
        app::settings_set,
        app::view_set,
        pieces::desk_list,
        pieces::piece_new,
        pieces::piece_open,
        pieces::piece_edit,
        pieces::piece_pull,
        pieces::piece_details,
        pieces::piece_rename,
        pieces::piece_duplicate,
        pieces::piece_bin,
        pieces::piece_unbin,
        pieces::bin_empty,
        pieces::version_save,
        pieces::preview_open,
        pictures::picture_get,
        pictures::picture_add,
        pictures::dialog_picture,
        pieces::text_count,
        history::history_list,
        history::history_page,
        history::history_compare,
        history::history_restore,
        history::history_restore_paragraph,
        history::history_authors,
        folder::folder_get,
        folder::folder_set,
        folder::folder_show,
        folder::folder_answer,
        folder::collision_list,
        folder::collision_decide,
        review::review_get,
        review::review_decide,
        review::review_undo,
        review::review_waiting,
        review::comment_add,
        review::comment_act,
        review::signoff_add,
        review::signoff_need,
        review::flow_get,
        review::flow_step,
        review::flow_set,
        review::headline_show,
        review::headline_answer,
        review::seal_look,
        review::seal_add,
        review::seal_verify,
        review::readback_export,
        review::readback_import,
        imports::import_files,
        imports::import_paste,
        imports::import_undo,
        imports::receipt_get,
        imports::receipt_put_back,
        imports::house_look,
        imports::paste_clean,
        exports::export_text,
        exports::correction_list,
        exports::correction_make,
        exports::export_check,
        exports::several_check,
        exports::several_export,
        exports::several_cancel,
        exports::export_copied,
        exports::export_list,
        outlets::outlet_list,
        outlets::outlet_get,
        outlets::outlet_check,
        outlets::outlet_keep,
        outlets::outlet_remove,
        outlets::outlet_import,
        outlets::outlet_export,
        outlets::dialog_outlet,
        exports::export_file,
        exports::sheet_get,
        exports::print_open,
        exports::packet_write,
        system::dialog_open,
        system::dialog_save,
        system::dialog_folder,
        recovery::recovery_get,
        recovery::recovery_restore,
        recovery::recovery_rescue,
        recovery::recovery_fresh,
        recovery::recovery_retry,
        recovery::recovery_quit,
        system::link_open,
    ])
}
