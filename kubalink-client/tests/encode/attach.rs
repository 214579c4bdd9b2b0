use kubalink_client::FileId;
use kubalink_client::attach::{AttachTo, SourceUrl};

use super::{erp, every_form, refusals};

const FILE: &str = "5a1de000-0000-4000-8000-000000000001";
const OTHER: &str = "5a1de000-0000-4000-8000-000000000002";

#[test]
fn forms_of_attach() {
    let attach = erp().attach();
    every_form! {
        "attach";
        attach.add(AttachTo::Task, 815, "https://files.example.net/a.jpg?t=1&u=2")
            .name("Фото.jpg").employee_id(7).comment("").src_id("crm") =>
            "add&object_type=task&object_id=815&src=https:%2F%2Ffiles.example.net%2Fa.jpg%3Ft%3D1%26u%3D2\
             &name=%D0%A4%D0%BE%D1%82%D0%BE.jpg&employee_id=7&comment=&src_id=crm";
        attach.add(AttachTo::TaskComment, "815", "http://files.example.net/b").comment_id(4) =>
            "add&object_type=task_comment&object_id=815&src=http:%2F%2Ffiles.example.net%2Fb&comment_id=4";
        attach.delete(FILE, "a b.jpg") =>
            "delete&uuid=5a1de000-0000-4000-8000-000000000001&name=a%20b.jpg";
        attach.get().uuid([FILE, OTHER]) =>
            "get&uuid=5a1de000-0000-4000-8000-000000000001%2C5a1de000-0000-4000-8000-000000000002";
        attach.get().ext_name("a.jpg") => "get&ext_name=a.jpg";
        attach.get().int_name("2026/04/a.jpg") => "get&int_name=2026%2F04%2Fa.jpg";
        attach.get().object_type(AttachTo::CableLine).object_id(5) => "get&object_type=cable_line&object_id=5";
        attach.get_file(FILE) => "get_file&uuid=5a1de000-0000-4000-8000-000000000001";
        attach.get_file(FileId::from(" 17 ")) => "get_file&uuid=17";
        attach.get_file_temporary_link(FILE) =>
            "get_file_temporary_link&uuid=5a1de000-0000-4000-8000-000000000001";
    }
}

#[test]
fn everything_that_files_are_attached_to() {
    let words = [
        (AttachTo::CableLine, "cable_line"),
        (AttachTo::Customer, "customer"),
        (AttachTo::Node, "node"),
        (AttachTo::Task, "task"),
        (AttachTo::TaskComment, "task_comment"),
        (AttachTo::Inventory, "inventory"),
        (AttachTo::Other("own".to_owned()), "own"),
    ];
    for (kind, word) in words {
        let form = super::form(erp().attach().get().object_type(kind).object_id(1).request());
        assert_eq!(form, format!("cat=attach&action=get&object_type={word}&object_id=1"));
    }
}

#[test]
fn what_attach_refuses() {
    let attach = erp().attach();
    let url = "https://files.example.net/a.jpg";
    let nothing: [&str; 0] = [];
    refusals! {
        attach.add(AttachTo::Task, 0, url) => "object_id";
        attach.add(AttachTo::Task, " ", url) => "object_id";
        attach.add(AttachTo::Other(String::new()), 1, url) => "object_type";
        attach.add(AttachTo::Task, 1, "") => "src";
        attach.add(AttachTo::Task, 1, "photo.jpg") => "src";
        attach.add(AttachTo::Task, 1, "/srv/photo.jpg") => "src";
        attach.add(AttachTo::Task, 1, "file:///etc/passwd") => "src";
        attach.add(AttachTo::Task, 1, "ftp://files.example.net/a") => "src";
        attach.add(AttachTo::Task, 1, SourceUrl::from(url)).name(" ") => "name";
        attach.add(AttachTo::Task, 1, url).src_id("") => "src_id";
        attach.add(AttachTo::Task, 1, url).employee_id(0) => "employee_id";
        attach.add(AttachTo::TaskComment, 1, url) => "comment_id";
        attach.add(AttachTo::TaskComment, 1, url).comment_id(0) => "comment_id";
        attach.add(AttachTo::Task, 1, url).comment_id(4) => "comment_id";
        attach.delete("", "a") => "uuid";
        attach.delete(FILE, "") => "name";
        attach.get().uuid(nothing) => "uuid";
        attach.get().uuid([FILE, ""]) => "uuid";
        attach.get().uuid(["a,b"]) => "uuid";
        attach.get().ext_name("") => "ext_name";
        attach.get().int_name(" ") => "int_name";
        attach.get() => "uuid, ext_name, int_name, object_type, object_id";
        attach.get().object_type(AttachTo::Task) => "object_type, object_id";
        attach.get().object_id(5) => "object_type, object_id";
        attach.get().uuid([FILE]).ext_name("a") => "uuid, ext_name, int_name, object_type";
        attach.get().ext_name("a").object_type(AttachTo::Task).object_id(1) =>
            "uuid, ext_name, int_name, object_type";
        attach.get_file(" ") => "uuid";
        attach.get_file_temporary_link("") => "uuid";
    }
}
